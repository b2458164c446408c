UPDATE deliveries SET lease_id = NULL, leased_until = NULL
    WHERE lease_id IS NOT NULL AND state NOT IN ('leased', 'sending');
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (merchant_id, newsletter_id, next_attempt_at, customer_id)
    WHERE lease_id IS NULL AND settled_at IS NULL;
DROP INDEX deliveries_held;
CREATE INDEX deliveries_held ON deliveries (merchant_id, newsletter_id, leased_until) WHERE lease_id IS NOT NULL

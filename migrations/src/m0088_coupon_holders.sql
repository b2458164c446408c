ALTER TABLE coupon_codes ADD COLUMN batch_id {uuid};
ALTER TABLE coupon_codes ADD COLUMN customer_id {uuid};
ALTER TABLE coupon_codes ADD COLUMN given_at {instant};
ALTER TABLE coupon_codes ADD COLUMN voided_at {instant};
ALTER TABLE coupon_codes ADD COLUMN void_reason TEXT;
ALTER TABLE coupon_batches ADD COLUMN voided_at {instant};
ALTER TABLE coupon_batches ADD COLUMN void_reason TEXT;
UPDATE coupon_codes SET batch_id = (
    SELECT b.id FROM coupon_batches AS b
    WHERE b.merchant_id = coupon_codes.merchant_id AND b.campaign_id = coupon_codes.campaign_id
        AND NOT EXISTS (
            SELECT 1 FROM coupon_batches AS o
            WHERE o.merchant_id = b.merchant_id AND o.campaign_id = b.campaign_id AND o.id <> b.id));
CREATE INDEX coupon_codes_of_holder ON coupon_codes (merchant_id, customer_id, given_at, code)
    WHERE customer_id IS NOT NULL;
CREATE INDEX coupon_codes_of_batch ON coupon_codes (merchant_id, batch_id, code) WHERE batch_id IS NOT NULL;
CREATE INDEX coupon_codes_for_anybody ON coupon_codes (merchant_id, campaign_id, code)
    WHERE used = 0 AND customer_id IS NULL AND voided_at IS NULL;
DROP INDEX coupon_codes_fresh;
CREATE INDEX coupon_uses_of_campaign ON coupon_uses (merchant_id, campaign_id, customer_id)
    WHERE state = 'redeemed' AND customer_id IS NOT NULL;
CREATE INDEX member_tiers_of_tier ON member_tiers (merchant_id, programme_id, tier, customer_id)
    WHERE tier IS NOT NULL

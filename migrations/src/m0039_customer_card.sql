CREATE TABLE interactions (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    kind TEXT NOT NULL CONSTRAINT interactions_kind CHECK (kind IN
        ('call', 'note', 'visit', 'meeting', 'letter', 'mail', 'message', 'web_form')),
    direction TEXT CONSTRAINT interactions_direction CHECK (direction IN ('inbound', 'outbound')),
    subject TEXT,
    text TEXT NOT NULL,
    occurred_at {instant} NOT NULL,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT interactions_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT interactions_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX interactions_of_customer ON interactions (merchant_id, customer_id, occurred_at, id);

ALTER TABLE purchases ADD COLUMN has_refunds {boolean} NOT NULL DEFAULT FALSE;
UPDATE purchases SET has_refunds = TRUE
    WHERE EXISTS (SELECT 1 FROM refunds AS r WHERE r.merchant_id = purchases.merchant_id AND r.purchase_id = purchases.id);
CREATE INDEX purchases_with_refunds ON purchases (merchant_id, customer_id)
    WHERE has_refunds OR refunded_total <> 0;
CREATE INDEX newsletter_hits_customer ON newsletter_hits (merchant_id, customer_id, occurred_at, id)
    WHERE customer_id IS NOT NULL

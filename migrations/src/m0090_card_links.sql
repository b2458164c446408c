CREATE TABLE card_links (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    revoked_at {instant},
    mailed_to TEXT,
    CONSTRAINT card_links_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT card_links_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX card_links_of_customer ON card_links (merchant_id, customer_id, created_at, id);

ALTER TABLE merchant_settings ADD COLUMN card_code TEXT NOT NULL DEFAULT 'barcode';
ALTER TABLE merchant_settings ADD COLUMN card_mailed {boolean} NOT NULL DEFAULT FALSE

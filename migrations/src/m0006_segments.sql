ALTER TABLE customers ADD COLUMN external_id_folded TEXT CHECK ((external_id_folded IS NULL) = (external_id IS NULL));
ALTER TABLE customers ADD COLUMN referral_id_folded TEXT CHECK ((referral_id_folded IS NULL) = (referral_id IS NULL));
ALTER TABLE customers ADD COLUMN utm_source_folded TEXT CHECK ((utm_source_folded IS NULL) = (utm_source IS NULL));
ALTER TABLE customers ADD COLUMN utm_medium_folded TEXT CHECK ((utm_medium_folded IS NULL) = (utm_medium IS NULL));
ALTER TABLE customers ADD COLUMN utm_campaign_folded TEXT CHECK ((utm_campaign_folded IS NULL) = (utm_campaign IS NULL));
ALTER TABLE customers ADD COLUMN utm_term_folded TEXT CHECK ((utm_term_folded IS NULL) = (utm_term IS NULL));
ALTER TABLE customers ADD COLUMN utm_content_folded TEXT CHECK ((utm_content_folded IS NULL) = (utm_content IS NULL));
CREATE INDEX customers_verified ON customers (merchant_id, customer_type) WHERE email_verified_at IS NOT NULL;
CREATE INDEX purchases_figures
    ON purchases (merchant_id, occurred_at, customer_id, store_id, total, refunded_total) WHERE NOT fully_refunded;

CREATE TABLE segments (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    filter {json} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE UNIQUE INDEX segments_name ON segments (merchant_id, name_folded)

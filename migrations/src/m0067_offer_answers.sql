ALTER TABLE company_offer_versions ADD COLUMN stage TEXT NOT NULL DEFAULT 'sent'
    CONSTRAINT company_offer_versions_stage CHECK (stage IN ('sent', 'declined', 'withdrawn'))
;
ALTER TABLE company_offer_versions ADD COLUMN customer_id {uuid}
;
ALTER TABLE company_offer_versions ADD COLUMN decided_at {instant}
;
ALTER TABLE company_offer_versions ADD COLUMN decided_name TEXT
;
ALTER TABLE company_offer_versions ADD COLUMN decided_remark TEXT
;
CREATE INDEX company_offer_versions_of_customer
    ON company_offer_versions (merchant_id, customer_id, offer_id, version)
;
CREATE TABLE company_offer_mails (
    merchant_id {uuid} NOT NULL,
    offer_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version {integer} NOT NULL,
    customer_id {uuid} NOT NULL,
    address TEXT NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT company_offer_mails_pkey PRIMARY KEY (merchant_id, offer_id, id),
    CONSTRAINT company_offer_mails_offer FOREIGN KEY (merchant_id, offer_id)
        REFERENCES company_offers (merchant_id, id) ON DELETE CASCADE
{end};
CREATE INDEX company_offer_mails_of_customer ON company_offer_mails (merchant_id, customer_id, created_at, id)

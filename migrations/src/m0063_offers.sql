CREATE TABLE company_offers (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    company_id {uuid} NOT NULL,
    number {integer},
    version {integer} NOT NULL CONSTRAINT company_offers_version CHECK (version > 0),
    stage TEXT NOT NULL CONSTRAINT company_offers_stage CHECK (stage IN
        ('draft', 'sent', 'accepted', 'declined', 'withdrawn')),
    title TEXT NOT NULL,
    message TEXT,
    currency TEXT NOT NULL,
    valid_until {date} NOT NULL,
    lines {json} NOT NULL,
    total {integer} NOT NULL,
    customer_id {uuid},
    sent_at {instant},
    decided_at {instant},
    decided_name TEXT,
    decided_remark TEXT,
    agreed_at {instant},
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT company_offers_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT company_offers_company FOREIGN KEY (merchant_id, company_id) REFERENCES companies (merchant_id, id),
    CONSTRAINT company_offers_sent CHECK ((stage = 'draft') = (sent_at IS NULL)),
    CONSTRAINT company_offers_numbered CHECK (sent_at IS NULL OR number IS NOT NULL),
    CONSTRAINT company_offers_decided CHECK ((decided_at IS NOT NULL) = (stage IN ('accepted', 'declined', 'withdrawn')))
{end};
CREATE UNIQUE INDEX company_offers_number ON company_offers (merchant_id, number);
CREATE INDEX company_offers_of_company ON company_offers (merchant_id, company_id, id);
CREATE INDEX company_offers_by_stage ON company_offers (merchant_id, stage, id);
CREATE INDEX company_offers_of_customer ON company_offers (merchant_id, customer_id, id);
CREATE TABLE company_offer_versions (
    merchant_id {uuid} NOT NULL,
    offer_id {uuid} NOT NULL,
    version {integer} NOT NULL,
    title TEXT NOT NULL,
    message TEXT,
    currency TEXT NOT NULL,
    valid_until {date} NOT NULL,
    lines {json} NOT NULL,
    total {integer} NOT NULL,
    sent_at {instant} NOT NULL,
    superseded_at {instant} NOT NULL,
    CONSTRAINT company_offer_versions_pkey PRIMARY KEY (merchant_id, offer_id, version),
    CONSTRAINT company_offer_versions_offer FOREIGN KEY (merchant_id, offer_id)
        REFERENCES company_offers (merchant_id, id) ON DELETE CASCADE
{end};
CREATE TABLE company_offer_numbers (
    merchant_id {uuid} NOT NULL,
    counted {integer} NOT NULL,
    CONSTRAINT company_offer_numbers_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT company_offer_numbers_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

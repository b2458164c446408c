CREATE TABLE company_keys (
    merchant_id {uuid} NOT NULL,
    company_id {uuid} NOT NULL,
    sealed_key {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT company_keys_pkey PRIMARY KEY (merchant_id, company_id),
    CONSTRAINT company_keys_company FOREIGN KEY (merchant_id, company_id) REFERENCES companies (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE TABLE company_documents (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    company_id {uuid} NOT NULL,
    kind TEXT NOT NULL CONSTRAINT company_documents_kind CHECK (kind IN ('contract', 'order', 'complaint', 'other')),
    number TEXT,
    title TEXT NOT NULL,
    dated_on {date} NOT NULL,
    valid_until {date},
    state TEXT NOT NULL CONSTRAINT company_documents_state CHECK (state IN ('draft', 'in_force', 'done', 'cancelled')),
    versions {integer} NOT NULL,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT company_documents_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT company_documents_company FOREIGN KEY (merchant_id, company_id) REFERENCES companies (merchant_id, id)
{end};
CREATE INDEX company_documents_of_company ON company_documents (merchant_id, company_id, id);
CREATE INDEX company_documents_ending ON company_documents (merchant_id, valid_until, id);
CREATE TABLE company_document_versions (
    merchant_id {uuid} NOT NULL,
    document_id {uuid} NOT NULL,
    version {integer} NOT NULL,
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT company_document_versions_kind CHECK (kind IN
        ('pdf', 'png', 'jpeg', 'webp', 'text', 'csv', 'docx', 'xlsx', 'odt', 'ods')),
    size {integer} NOT NULL,
    actor TEXT NOT NULL,
    uploaded_at {instant} NOT NULL,
    sealed {bytes} NOT NULL,
    CONSTRAINT company_document_versions_pkey PRIMARY KEY (merchant_id, document_id, version),
    CONSTRAINT company_document_versions_document FOREIGN KEY (merchant_id, document_id)
        REFERENCES company_documents (merchant_id, id) ON DELETE CASCADE
{end};
CREATE TABLE company_price_agreements (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    company_id {uuid} NOT NULL,
    goods TEXT NOT NULL CONSTRAINT company_price_agreements_goods CHECK (goods IN ('sku', 'category')),
    goods_name TEXT NOT NULL,
    goods_key TEXT NOT NULL,
    min_quantity {integer} NOT NULL CONSTRAINT company_price_agreements_quantity CHECK (min_quantity > 0),
    price {integer},
    currency TEXT,
    discount_percent {integer},
    from_on {date} NOT NULL,
    until_on {date},
    note TEXT,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT company_price_agreements_pkey PRIMARY KEY (merchant_id, company_id, id),
    CONSTRAINT company_price_agreements_company FOREIGN KEY (merchant_id, company_id)
        REFERENCES companies (merchant_id, id),
    CONSTRAINT company_price_agreements_terms CHECK ((price IS NULL) = (currency IS NULL)
        AND (price IS NULL) <> (discount_percent IS NULL))
{end};
CREATE INDEX company_price_agreements_goods ON company_price_agreements
    (merchant_id, company_id, goods_key, min_quantity)

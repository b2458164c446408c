CREATE TABLE confirmation_touches (
    merchant_id {uuid} NOT NULL,
    token_hash {bytes} NOT NULL,
    last_utm_source TEXT,
    last_utm_medium TEXT,
    last_utm_campaign TEXT,
    last_utm_term TEXT,
    last_utm_content TEXT,
    last_utm_at {instant} NOT NULL,
    CONSTRAINT confirmation_touches_pkey PRIMARY KEY (merchant_id, token_hash),
    CONSTRAINT confirmation_touches_token FOREIGN KEY (merchant_id, token_hash)
        REFERENCES confirmation_tokens (merchant_id, token_hash) ON DELETE CASCADE
{end};
ALTER TABLE customer_files ADD COLUMN sealed_content_key {bytes};
ALTER TABLE company_document_versions ADD COLUMN sealed_content_key {bytes};

CREATE TABLE customer_mails (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    direction TEXT NOT NULL CONSTRAINT customer_mails_direction CHECK (direction IN ('inbound', 'outbound')),
    origin TEXT NOT NULL CONSTRAINT customer_mails_origin CHECK (origin IN ('api', 'drop', 'mailbox')),
    automatic {boolean} NOT NULL,
    digest {bytes} NOT NULL,
    sent_at {instant} NOT NULL,
    received_at {instant} NOT NULL,
    size {integer} NOT NULL,
    sealed_head {bytes} NOT NULL,
    sealed_text {bytes} NOT NULL,
    sealed_for {uuid} NOT NULL,
    CONSTRAINT customer_mails_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customer_mails_once UNIQUE (merchant_id, digest, sealed_for),
    CONSTRAINT customer_mails_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX customer_mails_of_customer ON customer_mails (merchant_id, customer_id, sent_at, id);

CREATE TABLE mail_drops (
    merchant_id {uuid} NOT NULL,
    token_hash {bytes} NOT NULL,
    sealed {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT mail_drops_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT mail_drops_token UNIQUE (token_hash),
    CONSTRAINT mail_drops_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

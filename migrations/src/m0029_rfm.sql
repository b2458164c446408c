CREATE TABLE rfm_settings (
    merchant_id {uuid} NOT NULL,
    settings {json},
    last_cuts {json},
    last_ended_at {instant},
    CONSTRAINT rfm_settings_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT rfm_settings_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE TABLE customer_rfm (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    recency {integer} NOT NULL,
    frequency {integer} NOT NULL,
    monetary {integer} NOT NULL,
    class TEXT NOT NULL,
    CONSTRAINT customer_rfm_pkey PRIMARY KEY (merchant_id, customer_id),
    CONSTRAINT customer_rfm_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX customer_rfm_class ON customer_rfm (merchant_id, class, customer_id);
CREATE TABLE rfm_moves (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    moved_on {date} NOT NULL,
    from_class TEXT,
    to_class TEXT,
    recency {integer},
    frequency {integer},
    monetary {integer},
    CONSTRAINT rfm_moves_pkey PRIMARY KEY (merchant_id, customer_id, id),
    CONSTRAINT rfm_moves_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX rfm_moves_day ON rfm_moves (merchant_id, moved_on);
ALTER TABLE merchant_settings ADD COLUMN rfm_due_at {instant};
UPDATE merchant_settings SET rfm_due_at = updated_at

CREATE TABLE cart_settings (
    merchant_id {uuid} NOT NULL,
    abandoned_after_minutes {integer} NOT NULL,
    recovered_within_days {integer} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT cart_settings_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT cart_settings_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE TABLE carts (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    external_id TEXT NOT NULL,
    customer_id {uuid},
    stage TEXT NOT NULL CONSTRAINT carts_stage CHECK (stage IN ('cart', 'checkout', 'payment_failed')),
    currency TEXT NOT NULL,
    lines {json} NOT NULL,
    total {integer} NOT NULL,
    url TEXT,
    changed_at {instant} NOT NULL,
    abandons_at {instant} NOT NULL,
    recoverable_until {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    purchase_id {uuid},
    bought_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT carts_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT carts_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
    CONSTRAINT carts_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE,
    CONSTRAINT carts_purchase FOREIGN KEY (merchant_id, purchase_id) REFERENCES purchases (merchant_id, id),
    CONSTRAINT carts_bought CHECK ((purchase_id IS NULL) = (bought_at IS NULL))
{end};
CREATE UNIQUE INDEX carts_external_id ON carts (merchant_id, external_id);
CREATE INDEX carts_changed ON carts (merchant_id, changed_at, id);
CREATE INDEX carts_of_customer ON carts (merchant_id, customer_id, changed_at, id);
CREATE INDEX carts_abandoned ON carts (merchant_id, abandons_at);
CREATE INDEX carts_unbought ON carts (merchant_id, expires_at, customer_id) WHERE purchase_id IS NULL;
CREATE INDEX carts_of_purchase ON carts (merchant_id, purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX carts_of_nobody ON carts (merchant_id, expires_at) WHERE customer_id IS NULL;
ALTER TABLE purchases ADD COLUMN cart_external_id TEXT;
CREATE INDEX purchases_of_cart ON purchases (merchant_id, cart_external_id) WHERE cart_external_id IS NOT NULL

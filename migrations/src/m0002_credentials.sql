CREATE TABLE stores (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    street TEXT,
    postcode TEXT,
    city TEXT,
    country TEXT,
    closed_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE UNIQUE INDEX stores_code ON stores (merchant_id, code);

CREATE TABLE terminals (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    store_id {uuid},
    paired_at {instant},
    revoked_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id),
    FOREIGN KEY (merchant_id, store_id) REFERENCES stores (merchant_id, id)
{end};

CREATE TABLE api_keys (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('terminal', 'integrator')),
    scopes TEXT NOT NULL,
    prefix TEXT NOT NULL,
    secret_hash {bytes} NOT NULL,
    terminal_id {uuid},
    created_at {instant} NOT NULL,
    expires_at {instant},
    revoked_at {instant},
    PRIMARY KEY (merchant_id, id),
    FOREIGN KEY (merchant_id, terminal_id) REFERENCES terminals (merchant_id, id)
{end};
CREATE INDEX api_keys_terminal ON api_keys (merchant_id, terminal_id);

CREATE TABLE idempotency_keys (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    actor_id {uuid} NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint {bytes} NOT NULL,
    status {integer} NOT NULL,
    location TEXT,
    body TEXT,
    created_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, actor_id, idempotency_key)
{end};
CREATE INDEX idempotency_keys_created ON idempotency_keys (merchant_id, created_at)

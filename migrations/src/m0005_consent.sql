ALTER TABLE customers ADD COLUMN restricted_at {instant};

CREATE TABLE consent_states (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    purpose TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('granted', 'refused', 'withdrawn')),
    address TEXT,
    since {instant} NOT NULL,
    source TEXT NOT NULL,
    event_id {uuid} NOT NULL,
    PRIMARY KEY (merchant_id, customer_id, purpose, channel),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id) ON DELETE CASCADE
{end};

CREATE TABLE suppressions (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant},
    PRIMARY KEY (merchant_id, channel, address)
{end}

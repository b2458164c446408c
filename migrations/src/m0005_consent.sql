ALTER TABLE customers ADD COLUMN restricted_at {instant};

CREATE TABLE customer_keys (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    sealed_key {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, customer_id),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id) ON DELETE CASCADE
{end};

CREATE TABLE consent_texts (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('advertising', 'data_processing', 'third_parties', 'profiling')),
    channel TEXT NOT NULL CHECK (channel IN ('', 'email', 'sms', 'push', 'telegram')),
    locale TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 {bytes} NOT NULL,
    published_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE UNIQUE INDEX consent_texts_version ON consent_texts (merchant_id, purpose, channel, locale, version);

CREATE TABLE consent_events (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    sequence {integer} NOT NULL CHECK (sequence > 0),
    purpose TEXT NOT NULL CHECK (purpose IN ('advertising', 'data_processing', 'third_parties', 'profiling')),
    channel TEXT NOT NULL CHECK (channel IN ('', 'email', 'sms', 'push', 'telegram')),
    state TEXT NOT NULL CHECK (state IN ('granted', 'refused', 'withdrawn')),
    address TEXT,
    source TEXT NOT NULL,
    text_id {uuid},
    text_version TEXT,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'terminal', 'api_key', 'system', 'customer')),
    actor_id {uuid},
    occurred_at {instant} NOT NULL,
    recorded_at {instant} NOT NULL,
    evidence {bytes},
    commitment {bytes} NOT NULL,
    previous_hash {bytes} NOT NULL,
    hash {bytes} NOT NULL,
    erased_at {instant},
    PRIMARY KEY (merchant_id, id),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id),
    FOREIGN KEY (merchant_id, text_id) REFERENCES consent_texts (merchant_id, id)
{end};
CREATE UNIQUE INDEX consent_events_chain ON consent_events (merchant_id, customer_id, sequence);

CREATE TABLE consent_states (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('advertising', 'data_processing', 'third_parties', 'profiling')),
    channel TEXT NOT NULL CHECK (channel IN ('', 'email', 'sms', 'push', 'telegram')),
    state TEXT NOT NULL CHECK (state IN ('granted', 'refused', 'withdrawn')),
    address TEXT,
    since {instant} NOT NULL,
    source TEXT NOT NULL,
    event_id {uuid} NOT NULL,
    PRIMARY KEY (merchant_id, customer_id, purpose, channel),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (merchant_id, event_id) REFERENCES consent_events (merchant_id, id)
{end};
CREATE INDEX consent_states_state ON consent_states (merchant_id, purpose, channel, state);

CREATE TABLE suppressions (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push', 'telegram')),
    address TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('bounce', 'complaint', 'objection')),
    source TEXT NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant},
    PRIMARY KEY (merchant_id, channel, address)
{end};

CREATE TABLE confirmation_tokens (
    merchant_id {uuid} NOT NULL,
    token_hash {bytes} NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('opt_in', 'become_regular')),
    customer_id {uuid} NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'push', 'telegram')),
    address TEXT NOT NULL,
    text_id {uuid},
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant},
    PRIMARY KEY (merchant_id, token_hash),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (merchant_id, text_id) REFERENCES consent_texts (merchant_id, id)
{end};
CREATE INDEX confirmation_tokens_address
    ON confirmation_tokens (merchant_id, channel, address, purpose, created_at);
CREATE INDEX confirmation_tokens_customer ON confirmation_tokens (merchant_id, customer_id)

ALTER TABLE merchants ADD COLUMN test_clock_shift {integer} NOT NULL DEFAULT 0;

CREATE TABLE jobs (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    payload {json} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    run_at {instant} NOT NULL,
    attempts {integer} NOT NULL,
    lease_id {uuid},
    leased_until {instant},
    last_error TEXT,
    created_at {instant} NOT NULL,
    finished_at {instant},
    PRIMARY KEY (merchant_id, id)
{end};
CREATE INDEX jobs_due ON jobs (merchant_id, state, run_at);

CREATE TABLE media (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    width {integer} NOT NULL,
    height {integer} NOT NULL,
    size {integer} NOT NULL,
    bytes {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};

CREATE TABLE templates (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    layout TEXT NOT NULL,
    accent TEXT NOT NULL,
    background TEXT NOT NULL,
    font TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};

CREATE TABLE newsletters (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    intro TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'ready', 'scheduled', 'sending', 'paused', 'sent', 'cancelled')),
    audience {json},
    template_id {uuid} NOT NULL,
    content {json} NOT NULL,
    locale TEXT NOT NULL,
    scheduled_at {instant},
    not_started TEXT,
    frozen_at {instant},
    finished_at {instant},
    excluded {json} NOT NULL,
    recipients {integer} NOT NULL,
    sent {integer} NOT NULL,
    failed {integer} NOT NULL,
    unknown {integer} NOT NULL,
    excluded_later {integer} NOT NULL,
    cancelled {integer} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE INDEX newsletters_state ON newsletters (merchant_id, state, scheduled_at);

CREATE TABLE deliveries (
    merchant_id {uuid} NOT NULL,
    newsletter_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('queued', 'leased', 'sending', 'sent', 'deferred', 'failed', 'unknown', 'excluded', 'cancelled')),
    reason TEXT,
    attempts {integer} NOT NULL,
    next_attempt_at {instant} NOT NULL,
    lease_id {uuid},
    leased_until {instant},
    settled_at {instant},
    PRIMARY KEY (merchant_id, newsletter_id, customer_id),
    FOREIGN KEY (merchant_id, newsletter_id) REFERENCES newsletters (merchant_id, id),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
{end};
CREATE INDEX deliveries_due ON deliveries (merchant_id, newsletter_id, next_attempt_at, customer_id)
    WHERE state IN ('queued', 'deferred');
CREATE INDEX deliveries_held ON deliveries (merchant_id, newsletter_id, leased_until)
    WHERE state IN ('leased', 'sending');
CREATE INDEX deliveries_customer ON deliveries (merchant_id, customer_id);

CREATE TABLE newsletter_hits (
    merchant_id {uuid} NOT NULL,
    newsletter_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid},
    kind TEXT NOT NULL CHECK (kind IN ('open', 'click')),
    position {integer} NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('human', 'machine', 'unknown')),
    reason TEXT NOT NULL,
    occurred_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, newsletter_id, id),
    FOREIGN KEY (merchant_id, newsletter_id) REFERENCES newsletters (merchant_id, id)
{end};
CREATE INDEX newsletter_hits_kind ON newsletter_hits (merchant_id, newsletter_id, kind, customer_id);

CREATE TABLE newsletter_unsubscribes (
    merchant_id {uuid} NOT NULL,
    newsletter_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    occurred_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, newsletter_id, customer_id),
    FOREIGN KEY (merchant_id, newsletter_id) REFERENCES newsletters (merchant_id, id)
{end};

CREATE TABLE captured_messages (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT,
    html TEXT,
    text TEXT NOT NULL,
    headers {json} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE INDEX captured_messages_created ON captured_messages (merchant_id, created_at, id)

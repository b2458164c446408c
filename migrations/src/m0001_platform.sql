CREATE TABLE merchants (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'sandbox')),
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    time_zone TEXT NOT NULL,
    currency TEXT NOT NULL,
    locale TEXT NOT NULL,
    legal_name TEXT,
    street TEXT,
    postcode TEXT,
    city TEXT,
    country TEXT,
    opening_hours TEXT,
    contact_phone TEXT,
    contact_email TEXT,
    contact_website TEXT,
    imprint TEXT,
    publisher TEXT,
    copyright TEXT,
    logo_media_id {uuid},
    sender_name TEXT,
    sender_email TEXT,
    sender_reply_to TEXT,
    link_host TEXT,
    tracking TEXT NOT NULL CHECK (tracking IN ('off', 'anonymous', 'individual')),
    quota_multiplier {integer} NOT NULL,
    tests_per_month {integer} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
{end};

CREATE TABLE users (
    id {uuid} NOT NULL PRIMARY KEY,
    merchant_id {uuid} REFERENCES merchants (id),
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('operator', 'owner', 'manager', 'marketer', 'cashier', 'analyst')),
    password_hash TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK ((role = 'operator') = (merchant_id IS NULL))
{end};
CREATE UNIQUE INDEX users_email ON users (email_folded);
CREATE INDEX users_merchant ON users (merchant_id, id);

CREATE TABLE sessions (
    id {uuid} NOT NULL PRIMARY KEY,
    user_id {uuid} NOT NULL REFERENCES users (id),
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    revoked_at {instant}
{end};
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE refresh_tokens (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    session_id {uuid} NOT NULL REFERENCES sessions (id),
    issued_at {instant} NOT NULL,
    used_at {instant}
{end};
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE members (
    id {uuid} NOT NULL PRIMARY KEY,
    first_name TEXT,
    last_name TEXT,
    gender TEXT CHECK (gender IN ('male', 'female', 'other')),
    email TEXT,
    phone TEXT,
    birth_date {date},
    registered_by {uuid} NOT NULL REFERENCES merchants (id),
    created_at {instant} NOT NULL
{end};

CREATE TABLE cards (
    number TEXT NOT NULL PRIMARY KEY,
    member_id {uuid} NOT NULL REFERENCES members (id),
    status TEXT NOT NULL CHECK (status IN ('active', 'blocked', 'replaced')),
    issued_by {uuid} NOT NULL REFERENCES merchants (id),
    replaced_by TEXT,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
{end};
CREATE INDEX cards_member ON cards (member_id);

CREATE TABLE pairing_codes (
    code_hash {bytes} NOT NULL PRIMARY KEY,
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    terminal_id {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant}
{end};

CREATE TABLE platform_idempotency_keys (
    user_id {uuid} NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint {bytes} NOT NULL,
    status {integer} NOT NULL,
    location TEXT,
    body TEXT,
    created_at {instant} NOT NULL,
    PRIMARY KEY (user_id, idempotency_key)
{end}

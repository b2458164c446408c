CREATE TABLE customers (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    member_id {uuid},
    customer_type TEXT NOT NULL CHECK (customer_type IN ('regular', 'member', 'non_member')),
    regular_since {instant},
    regular_until {instant},
    external_id TEXT,
    gender TEXT CHECK (gender IN ('male', 'female', 'other')),
    first_name TEXT,
    first_name_folded TEXT,
    last_name TEXT,
    last_name_folded TEXT,
    vocative TEXT,
    company TEXT,
    company_folded TEXT,
    email TEXT,
    email_folded TEXT,
    email_verified_at {instant},
    phone TEXT,
    birth_date {date},
    birth_month_day {integer},
    language TEXT,
    street TEXT,
    street_folded TEXT,
    postcode TEXT,
    postcode_folded TEXT,
    city TEXT,
    city_folded TEXT,
    country TEXT,
    attributes {json} NOT NULL,
    utm_source TEXT,
    utm_medium TEXT,
    utm_campaign TEXT,
    utm_term TEXT,
    utm_content TEXT,
    referral_id TEXT,
    created_by TEXT NOT NULL,
    data_consent_source TEXT,
    data_consent_text TEXT,
    search_text TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE UNIQUE INDEX customers_member ON customers (merchant_id, member_id);
CREATE UNIQUE INDEX customers_external_id ON customers (merchant_id, external_id);
CREATE INDEX customers_email ON customers (merchant_id, email_folded);
CREATE INDEX customers_phone ON customers (merchant_id, phone);
CREATE INDEX customers_birthday ON customers (merchant_id, birth_month_day);
CREATE INDEX customers_type ON customers (merchant_id, customer_type);

CREATE TABLE tags (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    colour TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE UNIQUE INDEX tags_name ON tags (merchant_id, name_folded);

CREATE TABLE customer_tags (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    tag_id {uuid} NOT NULL,
    PRIMARY KEY (merchant_id, customer_id, tag_id),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (merchant_id, tag_id) REFERENCES tags (merchant_id, id) ON DELETE CASCADE
{end};
CREATE INDEX customer_tags_tag ON customer_tags (merchant_id, tag_id, customer_id);

CREATE TABLE customer_totals (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    purchase_count {integer} NOT NULL,
    purchase_total {integer} NOT NULL,
    first_purchase_at {instant},
    last_purchase_at {instant},
    PRIMARY KEY (merchant_id, customer_id),
    FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id) ON DELETE CASCADE
{end}

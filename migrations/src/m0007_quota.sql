CREATE TABLE quota_months (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    period {date} NOT NULL,
    granted {integer} NOT NULL CHECK (granted >= 0),
    used {integer} NOT NULL CHECK (used >= 0),
    reserved {integer} NOT NULL CHECK (reserved >= 0),
    last_taken {integer} NOT NULL CHECK (last_taken >= 0),
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, period),
    CHECK (used + reserved <= granted)
{end};

CREATE TABLE quota_pack_orders (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    packs {integer} NOT NULL CHECK (packs > 0),
    granted_packs {integer} NOT NULL CHECK (granted_packs >= 0 AND granted_packs <= packs),
    state TEXT NOT NULL CHECK (state IN ('ordered', 'granted')),
    ordered_by TEXT NOT NULL,
    ordered_at {instant} NOT NULL,
    granted_by TEXT,
    granted_at {instant},
    PRIMARY KEY (merchant_id, id),
    CHECK ((state = 'granted') = (granted_packs = packs))
{end};
CREATE INDEX quota_pack_orders_open ON quota_pack_orders (merchant_id, id) WHERE state = 'ordered';

CREATE TABLE quota_packs (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    order_id {uuid},
    ordered_at {instant},
    granted_by TEXT NOT NULL,
    granted_at {instant} NOT NULL,
    size {integer} NOT NULL CHECK (size > 0),
    used {integer} NOT NULL CHECK (used >= 0),
    reserved {integer} NOT NULL CHECK (reserved >= 0),
    last_taken {integer} NOT NULL CHECK (last_taken >= 0),
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id),
    FOREIGN KEY (merchant_id, order_id) REFERENCES quota_pack_orders (merchant_id, id),
    CHECK (used + reserved <= size)
{end};
CREATE INDEX quota_packs_with_room ON quota_packs (merchant_id, id) WHERE used + reserved < size;

CREATE TABLE quota_reservations (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    spender_kind TEXT NOT NULL CHECK (spender_kind IN ('newsletter', 'automation', 'survey')),
    spender_id {uuid} NOT NULL,
    reserved {integer} NOT NULL CHECK (reserved >= 0),
    used {integer} NOT NULL CHECK (used >= 0),
    returned {integer} NOT NULL CHECK (returned >= 0),
    step {integer} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, spender_kind, spender_id),
    CHECK (used + returned <= reserved)
{end};

CREATE TABLE quota_reservation_parts (
    merchant_id {uuid} NOT NULL,
    spender_kind TEXT NOT NULL,
    spender_id {uuid} NOT NULL,
    position {integer} NOT NULL,
    period {date},
    pack_id {uuid},
    reserved {integer} NOT NULL CHECK (reserved >= 0),
    used {integer} NOT NULL CHECK (used >= 0),
    returned {integer} NOT NULL CHECK (returned >= 0),
    PRIMARY KEY (merchant_id, spender_kind, spender_id, position),
    FOREIGN KEY (merchant_id, spender_kind, spender_id)
        REFERENCES quota_reservations (merchant_id, spender_kind, spender_id),
    FOREIGN KEY (merchant_id, period) REFERENCES quota_months (merchant_id, period),
    FOREIGN KEY (merchant_id, pack_id) REFERENCES quota_packs (merchant_id, id),
    CHECK ((period IS NULL) <> (pack_id IS NULL)),
    CHECK (used + returned <= reserved)
{end};

CREATE TABLE quota_entries (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    id {uuid} NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('grant', 'pack', 'reserve', 'use', 'return', 'lapse')),
    counter_kind TEXT NOT NULL CHECK (counter_kind IN ('month', 'pack')),
    counter_id TEXT NOT NULL,
    amount {integer} NOT NULL CHECK (amount > 0),
    source_kind TEXT NOT NULL CHECK (source_kind IN ('month', 'pack', 'newsletter', 'automation', 'survey')),
    source_id TEXT NOT NULL,
    step {integer} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (merchant_id, id)
{end};
CREATE UNIQUE INDEX quota_entries_source
    ON quota_entries (merchant_id, source_kind, source_id, step, kind, counter_kind, counter_id);

CREATE TABLE quota_tests (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    period {date} NOT NULL,
    used {integer} NOT NULL CHECK (used >= 0),
    PRIMARY KEY (merchant_id, period)
{end};

CREATE INDEX customers_regular ON customers (merchant_id, regular_since, regular_until)
    WHERE regular_since IS NOT NULL

CREATE TABLE programmes (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT programmes_state CHECK (state IN ('draft', 'active', 'paused', 'closed')),
    version {integer} NOT NULL CONSTRAINT programmes_version CHECK (version > 0),
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT programmes_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT programmes_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE TABLE programme_versions (
    merchant_id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    version {integer} NOT NULL CONSTRAINT programme_versions_version CHECK (version > 0),
    configuration {json} NOT NULL,
    actor TEXT NOT NULL,
    recorded_at {instant} NOT NULL,
    CONSTRAINT programme_versions_pkey PRIMARY KEY (merchant_id, programme_id, version),
    CONSTRAINT programme_versions_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id)
{end};
CREATE TABLE programme_members (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    joined_at {instant} NOT NULL,
    left_at {instant},
    CONSTRAINT programme_members_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT programme_members_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id)
{end};
CREATE UNIQUE INDEX programme_members_once ON programme_members (merchant_id, programme_id, customer_id)
    WHERE left_at IS NULL;
CREATE INDEX programme_members_of_customer ON programme_members (merchant_id, customer_id, programme_id);
CREATE INDEX programme_members_joined ON programme_members (merchant_id, programme_id, joined_at, id)
    WHERE left_at IS NULL;
CREATE TABLE point_accounts (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    point_type TEXT NOT NULL,
    customer_id {uuid} NOT NULL,
    available {integer} NOT NULL CONSTRAINT point_accounts_available CHECK (available >= 0),
    pending {integer} NOT NULL CONSTRAINT point_accounts_pending CHECK (pending >= 0),
    reserved {integer} NOT NULL CONSTRAINT point_accounts_reserved CHECK (reserved >= 0),
    deficit {integer} NOT NULL CONSTRAINT point_accounts_deficit CHECK (deficit <= 0),
    last_operation {integer} NOT NULL CONSTRAINT point_accounts_last_operation CHECK (last_operation >= 0),
    opened_at {instant} NOT NULL,
    merged_into {uuid},
    CONSTRAINT point_accounts_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT point_accounts_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id),
    CONSTRAINT point_accounts_owes CHECK (deficit = 0 OR available = 0),
    CONSTRAINT point_accounts_merged CHECK (merged_into IS NULL OR merged_into <> id)
{end};
CREATE UNIQUE INDEX point_accounts_once ON point_accounts (merchant_id, programme_id, point_type, customer_id);
CREATE INDEX point_accounts_of_customer ON point_accounts (merchant_id, customer_id, id);
CREATE INDEX point_accounts_merged_into ON point_accounts (merchant_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE point_operations (
    merchant_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    number {integer} NOT NULL CONSTRAINT point_operations_number CHECK (number > 0),
    id {uuid} NOT NULL,
    kind TEXT NOT NULL,
    occurred_at {instant} NOT NULL,
    recorded_at {instant} NOT NULL,
    available {integer} NOT NULL,
    pending {integer} NOT NULL,
    reserved {integer} NOT NULL,
    deficit {integer} NOT NULL,
    counter_place TEXT NOT NULL,
    counter {integer} NOT NULL,
    purchase_id {uuid},
    refund_id {uuid},
    programme_version {integer} NOT NULL,
    reason TEXT,
    actor TEXT NOT NULL,
    CONSTRAINT point_operations_pkey PRIMARY KEY (merchant_id, account_id, number),
    CONSTRAINT point_operations_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id),
    CONSTRAINT point_operations_zero CHECK (available + pending + reserved + deficit + counter = 0)
{end};
CREATE INDEX point_operations_of_purchase ON point_operations (merchant_id, purchase_id)
    WHERE purchase_id IS NOT NULL;
CREATE TABLE point_lots (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    operation_id {uuid} NOT NULL,
    purchase_id {uuid},
    original {integer} NOT NULL,
    remaining {integer} NOT NULL,
    pending {boolean} NOT NULL,
    available_from {instant} NOT NULL,
    expires_at {instant},
    due_at {instant},
    CONSTRAINT point_lots_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT point_lots_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id),
    CONSTRAINT point_lots_remaining CHECK (0 <= remaining AND remaining <= original)
{end};
CREATE INDEX point_lots_left ON point_lots (merchant_id, account_id) WHERE remaining > 0;
CREATE TABLE point_lot_moves (
    merchant_id {uuid} NOT NULL,
    operation_id {uuid} NOT NULL,
    place {integer} NOT NULL,
    lot_id {uuid} NOT NULL,
    amount {integer} NOT NULL,
    CONSTRAINT point_lot_moves_pkey PRIMARY KEY (merchant_id, operation_id, place),
    CONSTRAINT point_lot_moves_lot FOREIGN KEY (merchant_id, lot_id) REFERENCES point_lots (merchant_id, id)
{end};
CREATE TABLE point_earnings (
    merchant_id {uuid} NOT NULL,
    purchase_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    rule_id {uuid} NOT NULL,
    line {integer} NOT NULL,
    points {integer} NOT NULL,
    quantity {integer} NOT NULL,
    amount {integer} NOT NULL,
    day {date} NOT NULL,
    store_id {uuid},
    taken_back {integer} NOT NULL,
    CONSTRAINT point_earnings_pkey PRIMARY KEY (merchant_id, purchase_id, account_id, rule_id, line),
    CONSTRAINT point_earnings_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id)
{end};
CREATE TABLE point_rule_uses (
    merchant_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    rule_id {uuid} NOT NULL,
    store_id {uuid} NOT NULL,
    day {date} NOT NULL,
    times {integer} NOT NULL,
    points {integer} NOT NULL,
    quantity {integer} NOT NULL,
    amount {integer} NOT NULL,
    CONSTRAINT point_rule_uses_pkey PRIMARY KEY (merchant_id, account_id, rule_id, store_id, day),
    CONSTRAINT point_rule_uses_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id)
{end}

CREATE TABLE point_reservations (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    operation_id {uuid} NOT NULL,
    points {integer} NOT NULL CONSTRAINT point_reservations_points CHECK (points > 0),
    captured {integer} NOT NULL,
    state TEXT NOT NULL CONSTRAINT point_reservations_state
        CHECK (state IN ('active', 'captured', 'released', 'expired')),
    held_until {instant},
    order_id {uuid},
    made_at {instant} NOT NULL,
    ended_at {instant},
    CONSTRAINT point_reservations_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT point_reservations_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id),
    CONSTRAINT point_reservations_captured CHECK (0 <= captured AND captured <= points),
    CONSTRAINT point_reservations_ended CHECK ((state = 'active') = (ended_at IS NULL))
{end};
CREATE INDEX point_reservations_of_account ON point_reservations (merchant_id, account_id, id);
CREATE INDEX point_reservations_active ON point_reservations (merchant_id, account_id) WHERE state = 'active';
CREATE TABLE rewards (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    kind TEXT NOT NULL CONSTRAINT rewards_kind CHECK (kind IN ('goods', 'coupon', 'gift_card', 'donation')),
    stock TEXT NOT NULL CONSTRAINT rewards_stock CHECK (stock IN ('tracked', 'unlimited', 'codes')),
    texts {json} NOT NULL,
    media_id {uuid},
    prices {json} NOT NULL,
    back_order {boolean} NOT NULL,
    limit_per_member {integer},
    hold_minutes {integer} NOT NULL,
    available_from {instant},
    available_until {instant},
    state TEXT NOT NULL CONSTRAINT rewards_state CHECK (state IN ('draft', 'active', 'archived')),
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT rewards_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT rewards_programme FOREIGN KEY (merchant_id, programme_id) REFERENCES programmes (merchant_id, id)
{end};
CREATE INDEX rewards_of_programme ON rewards (merchant_id, programme_id, id);
CREATE TABLE reward_stocks (
    merchant_id {uuid} NOT NULL,
    reward_id {uuid} NOT NULL,
    store_id {uuid} NOT NULL,
    on_hand {integer} NOT NULL CONSTRAINT reward_stocks_on_hand CHECK (on_hand >= 0),
    reserved {integer} NOT NULL CONSTRAINT reward_stocks_reserved CHECK (reserved >= 0),
    CONSTRAINT reward_stocks_pkey PRIMARY KEY (merchant_id, reward_id, store_id),
    CONSTRAINT reward_stocks_reward FOREIGN KEY (merchant_id, reward_id) REFERENCES rewards (merchant_id, id),
    CONSTRAINT reward_stocks_never_oversold CHECK (on_hand - reserved >= 0)
{end};
CREATE TABLE reward_stock_movements (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    reward_id {uuid} NOT NULL,
    store_id {uuid},
    kind TEXT NOT NULL CONSTRAINT reward_stock_movements_kind
        CHECK (kind IN ('receipt', 'correction', 'issue', 'return')),
    quantity {integer} NOT NULL CONSTRAINT reward_stock_movements_quantity CHECK (quantity <> 0),
    order_id {uuid},
    actor TEXT NOT NULL,
    recorded_at {instant} NOT NULL,
    CONSTRAINT reward_stock_movements_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT reward_stock_movements_reward FOREIGN KEY (merchant_id, reward_id)
        REFERENCES rewards (merchant_id, id)
{end};
CREATE INDEX reward_stock_movements_of_reward ON reward_stock_movements (merchant_id, reward_id, id);
CREATE TABLE reward_orders (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    reward_id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    reservation_id {uuid} NOT NULL,
    quantity {integer} NOT NULL CONSTRAINT reward_orders_quantity CHECK (quantity > 0),
    point_type TEXT NOT NULL,
    points {integer} NOT NULL CONSTRAINT reward_orders_points CHECK (points > 0),
    store_id {uuid},
    handover TEXT NOT NULL CONSTRAINT reward_orders_handover CHECK (handover IN ('shipping', 'collection', 'none')),
    address {json},
    state TEXT NOT NULL CONSTRAINT reward_orders_state CHECK (state IN ('reserved', 'confirmed', 'picking',
        'shipped', 'ready', 'issued', 'cancelled', 'expired', 'returned')),
    holds_stock {boolean} NOT NULL,
    expires_at {instant} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT reward_orders_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT reward_orders_reward FOREIGN KEY (merchant_id, reward_id) REFERENCES rewards (merchant_id, id),
    CONSTRAINT reward_orders_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id)
{end};
CREATE INDEX reward_orders_of_customer ON reward_orders (merchant_id, customer_id, id);
CREATE INDEX reward_orders_of_reward ON reward_orders (merchant_id, reward_id, id);
CREATE INDEX reward_orders_in_state ON reward_orders (merchant_id, state, id);
CREATE INDEX reward_orders_lapsing ON reward_orders (merchant_id, reward_id, expires_at) WHERE state = 'reserved';
CREATE TABLE reward_order_states (
    merchant_id {uuid} NOT NULL,
    order_id {uuid} NOT NULL,
    place {integer} NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    recorded_at {instant} NOT NULL,
    CONSTRAINT reward_order_states_pkey PRIMARY KEY (merchant_id, order_id, place),
    CONSTRAINT reward_order_states_order FOREIGN KEY (merchant_id, order_id)
        REFERENCES reward_orders (merchant_id, id)
{end};
CREATE TABLE reward_codes (
    merchant_id {uuid} NOT NULL,
    code TEXT NOT NULL,
    reward_id {uuid} NOT NULL,
    added_at {instant} NOT NULL,
    order_id {uuid},
    CONSTRAINT reward_codes_pkey PRIMARY KEY (merchant_id, code),
    CONSTRAINT reward_codes_reward FOREIGN KEY (merchant_id, reward_id) REFERENCES rewards (merchant_id, id)
{end};
CREATE INDEX reward_codes_free ON reward_codes (merchant_id, reward_id, added_at, code) WHERE order_id IS NULL;
CREATE INDEX reward_codes_of_order ON reward_codes (merchant_id, order_id) WHERE order_id IS NOT NULL

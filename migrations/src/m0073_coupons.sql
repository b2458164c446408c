CREATE TABLE coupon_campaigns (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL
        CONSTRAINT coupon_campaigns_state CHECK (state IN ('draft', 'active', 'paused', 'closed')),
    terms {json} NOT NULL,
    per_code {integer},
    customer_id {uuid},
    segment_id {uuid},
    used {integer} NOT NULL CONSTRAINT coupon_campaigns_used CHECK (used >= 0),
    reserved {integer} NOT NULL CONSTRAINT coupon_campaigns_reserved CHECK (reserved >= 0 AND reserved <= used),
    spent {integer} NOT NULL CONSTRAINT coupon_campaigns_spent CHECK (spent >= 0),
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT coupon_campaigns_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT coupon_campaigns_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
    CONSTRAINT coupon_campaigns_segment FOREIGN KEY (merchant_id, segment_id) REFERENCES segments (merchant_id, id)
{end};
CREATE INDEX coupon_campaigns_of_customer ON coupon_campaigns (merchant_id, customer_id)
    WHERE customer_id IS NOT NULL;
CREATE INDEX coupon_campaigns_of_segment ON coupon_campaigns (merchant_id, segment_id)
    WHERE segment_id IS NOT NULL;
CREATE TABLE coupon_batches (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    campaign_id {uuid} NOT NULL,
    prefix TEXT NOT NULL,
    wanted {integer} NOT NULL,
    made {integer} NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT coupon_batches_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT coupon_batches_campaign FOREIGN KEY (merchant_id, campaign_id)
        REFERENCES coupon_campaigns (merchant_id, id),
    CONSTRAINT coupon_batches_made CHECK (0 <= made AND made <= wanted)
{end};
CREATE INDEX coupon_batches_of_campaign ON coupon_batches (merchant_id, campaign_id);
CREATE TABLE coupon_codes (
    merchant_id {uuid} NOT NULL,
    code TEXT NOT NULL,
    campaign_id {uuid} NOT NULL,
    used {integer} NOT NULL CONSTRAINT coupon_codes_used CHECK (used >= 0),
    CONSTRAINT coupon_codes_pkey PRIMARY KEY (merchant_id, code),
    CONSTRAINT coupon_codes_campaign FOREIGN KEY (merchant_id, campaign_id)
        REFERENCES coupon_campaigns (merchant_id, id)
{end};
CREATE INDEX coupon_codes_of_campaign ON coupon_codes (merchant_id, campaign_id, code);
CREATE INDEX coupon_codes_fresh ON coupon_codes (merchant_id, campaign_id, code) WHERE used = 0;
CREATE TABLE coupon_uses (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    campaign_id {uuid} NOT NULL,
    code TEXT NOT NULL,
    customer_id {uuid},
    purchase_id {uuid},
    state TEXT NOT NULL CONSTRAINT coupon_uses_state CHECK (state IN ('reserved', 'redeemed', 'released')),
    amount {integer} NOT NULL CONSTRAINT coupon_uses_amount CHECK (amount >= 0),
    day {date} NOT NULL,
    actor TEXT NOT NULL,
    reserved_until {instant},
    created_at {instant} NOT NULL,
    settled_at {instant},
    CONSTRAINT coupon_uses_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT coupon_uses_code FOREIGN KEY (merchant_id, code) REFERENCES coupon_codes (merchant_id, code)
{end};
CREATE INDEX coupon_uses_of_customer ON coupon_uses (merchant_id, customer_id, campaign_id)
    WHERE customer_id IS NOT NULL;
CREATE INDEX coupon_uses_of_purchase ON coupon_uses (merchant_id, purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX coupon_uses_of_code ON coupon_uses (merchant_id, code);
CREATE INDEX coupon_uses_reserved ON coupon_uses (merchant_id, campaign_id, reserved_until)
    WHERE state = 'reserved'

CREATE TABLE referral_codes (
    merchant_id {uuid} NOT NULL,
    code TEXT NOT NULL,
    programme_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    made_for {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT referral_codes_pkey PRIMARY KEY (merchant_id, code),
    CONSTRAINT referral_codes_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id)
{end};
CREATE UNIQUE INDEX referral_codes_once ON referral_codes (merchant_id, programme_id, made_for);
CREATE INDEX referral_codes_of_customer ON referral_codes (merchant_id, customer_id, programme_id);
CREATE TABLE referrals (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    code TEXT NOT NULL,
    customer_id {uuid} NOT NULL,
    programme_version {integer} NOT NULL,
    point_type TEXT NOT NULL,
    referrer_points {integer} NOT NULL CONSTRAINT referrals_referrer_points CHECK (referrer_points >= 0),
    referred_points {integer} NOT NULL CONSTRAINT referrals_referred_points CHECK (referred_points >= 0),
    minimum {integer} NOT NULL,
    return_days {integer} NOT NULL,
    created_at {instant} NOT NULL,
    bought_by {instant} NOT NULL,
    state TEXT NOT NULL CONSTRAINT referrals_state CHECK (state IN
        ('waiting', 'qualified', 'rewarded', 'refused')),
    refusal TEXT,
    purchase_id {uuid},
    qualified_at {instant},
    due_at {instant},
    settled_at {instant},
    referrer_operation_id {uuid},
    referred_operation_id {uuid},
    CONSTRAINT referrals_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT referrals_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id),
    CONSTRAINT referrals_of_a_code FOREIGN KEY (merchant_id, code) REFERENCES referral_codes (merchant_id, code),
    CONSTRAINT referrals_refused CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CONSTRAINT referrals_due CHECK ((state = 'qualified') = (due_at IS NOT NULL)),
    CONSTRAINT referrals_settled CHECK ((state IN ('rewarded', 'refused')) = (settled_at IS NOT NULL))
{end};
CREATE UNIQUE INDEX referrals_once ON referrals (merchant_id, customer_id);
CREATE INDEX referrals_of_code ON referrals (merchant_id, code, id);
CREATE INDEX referrals_to_settle ON referrals (merchant_id, due_at) WHERE due_at IS NOT NULL

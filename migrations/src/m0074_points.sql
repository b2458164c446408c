CREATE TABLE point_told_rules (
    merchant_id {uuid} NOT NULL,
    purchase_id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    programme_version {integer} NOT NULL,
    told {json} NOT NULL,
    CONSTRAINT point_told_rules_pkey PRIMARY KEY (merchant_id, purchase_id, account_id),
    CONSTRAINT point_told_rules_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id)
{end};
CREATE INDEX point_accounts_of_programme ON point_accounts (merchant_id, programme_id, id);
CREATE TABLE point_adjustments (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    account_id {uuid} NOT NULL,
    points {integer} NOT NULL CONSTRAINT point_adjustments_points CHECK (points <> 0),
    reason TEXT NOT NULL,
    expires_at {instant},
    state TEXT NOT NULL CONSTRAINT point_adjustments_state CHECK (state IN ('pending', 'approved', 'refused')),
    asked_by TEXT NOT NULL,
    asked_at {instant} NOT NULL,
    decided_by TEXT,
    decided_at {instant},
    operation_id {uuid},
    CONSTRAINT point_adjustments_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT point_adjustments_account FOREIGN KEY (merchant_id, account_id)
        REFERENCES point_accounts (merchant_id, id),
    CONSTRAINT point_adjustments_decided CHECK ((state = 'pending') = (decided_by IS NULL)),
    CONSTRAINT point_adjustments_others CHECK (state <> 'approved' OR decided_by <> asked_by)
{end};
CREATE INDEX point_adjustments_of_state ON point_adjustments (merchant_id, state, id)

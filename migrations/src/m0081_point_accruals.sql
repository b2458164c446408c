ALTER TABLE point_operations ADD COLUMN accrual_id {uuid};
CREATE TABLE point_accruals (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    point_type TEXT NOT NULL,
    name TEXT NOT NULL,
    audience {json},
    points {integer} NOT NULL CONSTRAINT point_accruals_points CHECK (points > 0),
    reason TEXT NOT NULL,
    expires_at {instant},
    run_at {instant} NOT NULL,
    state TEXT NOT NULL CONSTRAINT point_accruals_state CHECK (state IN
        ('awaiting_approval', 'scheduled', 'running', 'done', 'cancelled', 'rejected', 'undoing', 'undone')),
    halted TEXT,
    foreseen_members {integer} NOT NULL,
    foreseen_not_members {integer} NOT NULL,
    foreseen_left {integer} NOT NULL,
    foreseen_pays_owed {integer} NOT NULL,
    customers {integer} NOT NULL,
    credited {integer} NOT NULL,
    not_members {integer} NOT NULL,
    left_members {integer} NOT NULL,
    gone {integer} NOT NULL,
    merged {integer} NOT NULL,
    undone {integer} NOT NULL,
    conflicts {integer} NOT NULL,
    pass_done {integer} NOT NULL,
    pass_total {integer} NOT NULL,
    at_customer {uuid},
    programme_version {integer},
    lots_expire_at {instant},
    asked_by TEXT NOT NULL,
    decided_by TEXT,
    decided_at {instant},
    undone_by TEXT,
    spent TEXT NOT NULL CONSTRAINT point_accruals_spent CHECK (spent IN ('left', 'owed')),
    job_id {uuid},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT point_accruals_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT point_accruals_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id),
    CONSTRAINT point_accruals_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT point_accruals_others CHECK (state = 'rejected' OR decided_by IS NULL OR decided_by <> asked_by)
{end};
CREATE INDEX point_accruals_of_programme ON point_accruals (merchant_id, programme_id, id);
CREATE INDEX point_accruals_to_come ON point_accruals (merchant_id, id)
    WHERE state IN ('awaiting_approval', 'scheduled');
CREATE TABLE point_accrual_items (
    merchant_id {uuid} NOT NULL,
    accrual_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    outcome TEXT CONSTRAINT point_accrual_items_outcome CHECK (outcome IN
        ('credited', 'skipped', 'undone', 'conflict')),
    reason TEXT,
    account_id {uuid},
    operation_id {uuid},
    lot_id {uuid},
    in_lot {integer},
    undo_operation_id {uuid},
    missing {integer},
    CONSTRAINT point_accrual_items_pkey PRIMARY KEY (merchant_id, accrual_id, customer_id),
    CONSTRAINT point_accrual_items_accrual FOREIGN KEY (merchant_id, accrual_id)
        REFERENCES point_accruals (merchant_id, id)
{end};
CREATE UNIQUE INDEX point_accrual_items_once ON point_accrual_items (merchant_id, accrual_id, account_id)
    WHERE account_id IS NOT NULL;
CREATE INDEX point_accrual_items_of_customer ON point_accrual_items (merchant_id, customer_id)

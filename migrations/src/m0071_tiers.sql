CREATE TABLE member_tiers (
    merchant_id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    tier TEXT,
    since {instant} NOT NULL,
    base_tier TEXT,
    base_kept_before {date},
    base_on {date} NOT NULL,
    lock_tier TEXT,
    lock_reason TEXT,
    lock_until {instant},
    locked_at {instant},
    locked_by TEXT,
    revision {integer} NOT NULL CONSTRAINT member_tiers_revision CHECK (revision > 0),
    last_move {integer} NOT NULL CONSTRAINT member_tiers_last_move CHECK (last_move >= 0),
    due_at {instant},
    CONSTRAINT member_tiers_pkey PRIMARY KEY (merchant_id, programme_id, customer_id),
    CONSTRAINT member_tiers_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id),
    CONSTRAINT member_tiers_lock CHECK ((lock_tier IS NULL) = (lock_reason IS NULL)
        AND (lock_tier IS NULL) = (locked_at IS NULL) AND (lock_tier IS NULL) = (locked_by IS NULL))
{end};
CREATE INDEX member_tiers_of_customer ON member_tiers (merchant_id, customer_id, programme_id);
CREATE INDEX member_tiers_due ON member_tiers (merchant_id, due_at) WHERE due_at IS NOT NULL;
CREATE TABLE tier_moves (
    merchant_id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    number {integer} NOT NULL CONSTRAINT tier_moves_number CHECK (number > 0),
    from_tier TEXT,
    to_tier TEXT,
    cause TEXT NOT NULL,
    counted {integer} NOT NULL,
    window_from {date} NOT NULL,
    window_behind {date} NOT NULL,
    programme_version {integer} NOT NULL,
    moved_at {instant} NOT NULL,
    CONSTRAINT tier_moves_pkey PRIMARY KEY (merchant_id, programme_id, customer_id, number),
    CONSTRAINT tier_moves_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id)
{end};
CREATE INDEX tier_moves_of_customer ON tier_moves (merchant_id, customer_id, programme_id, number);
ALTER TABLE purchases ADD COLUMN returnable_until {instant};
ALTER TABLE merchant_settings ADD COLUMN tiers_due_at {instant}

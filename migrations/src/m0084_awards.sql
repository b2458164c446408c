CREATE TABLE point_awards (
    merchant_id {uuid} NOT NULL,
    rule_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    occasion TEXT NOT NULL,
    programme_id {uuid} NOT NULL,
    programme_version {integer} NOT NULL,
    given_for TEXT NOT NULL,
    name TEXT NOT NULL,
    point_type TEXT NOT NULL,
    points {integer} NOT NULL CONSTRAINT point_awards_points CHECK (points >= 0),
    passed_over TEXT,
    operation_id {uuid},
    occurred_at {instant} NOT NULL,
    given_at {instant} NOT NULL,
    CONSTRAINT point_awards_pkey PRIMARY KEY (merchant_id, rule_id, customer_id, occasion),
    CONSTRAINT point_awards_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id),
    CONSTRAINT point_awards_given CHECK ((points > 0) = (operation_id IS NOT NULL)
        AND (points > 0) = (passed_over IS NULL))
{end};
CREATE INDEX point_awards_of_customer ON point_awards (merchant_id, customer_id, given_at, operation_id);
CREATE INDEX point_awards_of_operation ON point_awards (merchant_id, operation_id) WHERE operation_id IS NOT NULL;
ALTER TABLE merchant_settings ADD COLUMN awards_due_at {instant}

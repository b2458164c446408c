CREATE TABLE point_rule_budgets (
    merchant_id {uuid} NOT NULL,
    rule_id {uuid} NOT NULL,
    since {instant} NOT NULL,
    begins_on {date} NOT NULL,
    points {integer} NOT NULL,
    CONSTRAINT point_rule_budgets_pkey PRIMARY KEY (merchant_id, rule_id, since, begins_on),
    CONSTRAINT point_rule_budgets_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

ALTER TABLE member_tiers ADD COLUMN counted_since {instant};
DROP INDEX member_tiers_of_tier;
CREATE TABLE past_simulations (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    programme_id {uuid} NOT NULL,
    compared_version {integer},
    draft {json} NOT NULL,
    point_type TEXT NOT NULL,
    days {integer} NOT NULL CONSTRAINT past_simulations_days CHECK (days > 0),
    counts_from {instant} NOT NULL,
    counts_until {instant} NOT NULL,
    state TEXT NOT NULL CONSTRAINT past_simulations_state CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    total {integer},
    receipts {integer} NOT NULL,
    customers {integer} NOT NULL,
    is_cut {boolean} NOT NULL,
    winners {integer} NOT NULL,
    losers {integer} NOT NULL,
    sums {json} NOT NULL,
    at_customer {uuid},
    job_id {uuid} NOT NULL,
    asked_by TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT past_simulations_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT past_simulations_programme FOREIGN KEY (merchant_id, programme_id)
        REFERENCES programmes (merchant_id, id)
{end};
CREATE INDEX past_simulations_of_programme ON past_simulations (merchant_id, programme_id, id);
CREATE TABLE past_simulation_customers (
    merchant_id {uuid} NOT NULL,
    simulation_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    points_now {integer} NOT NULL,
    points_draft {integer} NOT NULL,
    CONSTRAINT past_simulation_customers_pkey PRIMARY KEY (merchant_id, simulation_id, customer_id),
    CONSTRAINT past_simulation_customers_simulation FOREIGN KEY (merchant_id, simulation_id)
        REFERENCES past_simulations (merchant_id, id)
{end};
CREATE INDEX past_simulation_customers_of_customer ON past_simulation_customers (merchant_id, customer_id)

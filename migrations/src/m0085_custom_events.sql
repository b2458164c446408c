CREATE TABLE custom_events (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    source TEXT NOT NULL,
    event_id TEXT NOT NULL,
    name TEXT NOT NULL,
    customer_id {uuid} NOT NULL,
    occurred_at {instant} NOT NULL,
    recorded_at {instant} NOT NULL,
    properties {json} NOT NULL,
    CONSTRAINT custom_events_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT custom_events_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
    CONSTRAINT custom_events_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE UNIQUE INDEX custom_events_once ON custom_events (merchant_id, source, event_id);
CREATE INDEX custom_events_occurred ON custom_events (merchant_id, occurred_at, id);
CREATE INDEX custom_events_named ON custom_events (merchant_id, name, occurred_at, id);
CREATE INDEX custom_events_of_customer ON custom_events (merchant_id, customer_id, occurred_at, id)

CREATE TABLE audit_events (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    occurred_at {instant} NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL CONSTRAINT audit_events_action CHECK (action IN ('created', 'updated', 'deleted')),
    subject_kind TEXT NOT NULL,
    subject_id {uuid} NOT NULL,
    customer_id {uuid},
    changes {json},
    sealed_changes {bytes},
    CONSTRAINT audit_events_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT audit_events_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
    CONSTRAINT audit_events_sealed CHECK ((customer_id IS NULL) = (sealed_changes IS NULL)),
    CONSTRAINT audit_events_told CHECK ((changes IS NULL) <> (sealed_changes IS NULL))
{end};
CREATE INDEX audit_events_subject ON audit_events (merchant_id, subject_id, id);
CREATE INDEX audit_events_customer ON audit_events (merchant_id, customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX audit_events_actor ON audit_events (merchant_id, actor, id)

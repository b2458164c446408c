CREATE TABLE service_cases (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT service_cases_state CHECK (state IN
        ('open', 'in_progress', 'waiting', 'resolved', 'closed')),
    assignee_id {uuid},
    due_on {date},
    actor TEXT NOT NULL,
    resolved_at {instant},
    closed_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT service_cases_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT service_cases_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX service_cases_of_customer ON service_cases (merchant_id, customer_id, created_at, id);
CREATE INDEX service_cases_in_state ON service_cases (merchant_id, state, created_at, id);
CREATE INDEX service_cases_assigned ON service_cases (merchant_id, assignee_id, created_at, id)
    WHERE assignee_id IS NOT NULL;
CREATE INDEX service_cases_due ON service_cases (merchant_id, due_on) WHERE due_on IS NOT NULL;
CREATE INDEX service_cases_created ON service_cases (merchant_id, created_at, id);

CREATE TABLE service_case_messages (
    merchant_id {uuid} NOT NULL,
    case_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    kind TEXT NOT NULL CONSTRAINT service_case_messages_kind CHECK (kind IN ('note', 'inbound', 'outbound')),
    text TEXT NOT NULL,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT service_case_messages_pkey PRIMARY KEY (merchant_id, case_id, id),
    CONSTRAINT service_case_messages_case FOREIGN KEY (merchant_id, case_id) REFERENCES service_cases (merchant_id, id)
        ON DELETE CASCADE
{end}

CREATE TABLE customer_bulk_edits (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    state TEXT NOT NULL CONSTRAINT customer_bulk_edits_state CHECK (state IN
        ('running', 'done', 'cancelled', 'undoing', 'undone')),
    filter {json},
    changes {json} NOT NULL,
    customers {integer} NOT NULL,
    changed {integer} NOT NULL,
    unchanged {integer} NOT NULL,
    refused {integer} NOT NULL,
    undone {integer} NOT NULL,
    conflicts {integer} NOT NULL,
    pass_done {integer} NOT NULL,
    pass_total {integer} NOT NULL,
    at_customer {uuid},
    asked_by TEXT NOT NULL,
    undone_by TEXT,
    job_id {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT customer_bulk_edits_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customer_bulk_edits_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE INDEX customer_bulk_edits_touched ON customer_bulk_edits (merchant_id, updated_at);

CREATE TABLE customer_bulk_edit_items (
    merchant_id {uuid} NOT NULL,
    bulk_edit_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    outcome TEXT CONSTRAINT customer_bulk_edit_items_outcome CHECK (outcome IN
        ('changed', 'unchanged', 'refused', 'undone', 'conflict')),
    reason TEXT,
    fields {json},
    sealed_image {bytes},
    CONSTRAINT customer_bulk_edit_items_pkey PRIMARY KEY (merchant_id, bulk_edit_id, customer_id),
    CONSTRAINT customer_bulk_edit_items_edit FOREIGN KEY (merchant_id, bulk_edit_id)
        REFERENCES customer_bulk_edits (merchant_id, id)
{end};
CREATE INDEX customer_bulk_edit_items_outcome ON customer_bulk_edit_items
    (merchant_id, bulk_edit_id, outcome, customer_id)

CREATE TABLE data_exports (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    job_id {uuid} NOT NULL,
    state TEXT NOT NULL CONSTRAINT data_exports_state CHECK (state IN ('making', 'ready', 'failed', 'expired')),
    run {integer} NOT NULL,
    sections_done {integer} NOT NULL,
    created_at {instant} NOT NULL,
    ready_at {instant},
    expires_at {instant} NOT NULL,
    CONSTRAINT data_exports_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT data_exports_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX data_exports_of_customer ON data_exports (merchant_id, customer_id, id);

CREATE TABLE data_export_parts (
    merchant_id {uuid} NOT NULL,
    export_id {uuid} NOT NULL,
    run {integer} NOT NULL,
    form TEXT NOT NULL CONSTRAINT data_export_parts_form CHECK (form IN ('json', 'html')),
    number {integer} NOT NULL,
    sealed {bytes} NOT NULL,
    CONSTRAINT data_export_parts_pkey PRIMARY KEY (merchant_id, export_id, run, form, number),
    CONSTRAINT data_export_parts_export FOREIGN KEY (merchant_id, export_id) REFERENCES data_exports (merchant_id, id)
        ON DELETE CASCADE
{end};

CREATE INDEX customer_bulk_edit_items_of_customer ON customer_bulk_edit_items (merchant_id, customer_id, bulk_edit_id)

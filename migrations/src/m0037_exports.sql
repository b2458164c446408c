CREATE TABLE exports (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    content TEXT NOT NULL CONSTRAINT exports_content CHECK (content IN
        ('customers', 'purchases', 'purchase_lines')),
    format TEXT NOT NULL CONSTRAINT exports_format CHECK (format IN ('xlsx', 'csv')),
    state TEXT NOT NULL CONSTRAINT exports_state CHECK (state IN
        ('writing', 'ready', 'failed', 'withdrawn', 'expired')),
    request {json} NOT NULL,
    headings {json} NOT NULL,
    run {integer} NOT NULL,
    parts {integer} NOT NULL,
    rows_written {integer} NOT NULL,
    sheet {integer} NOT NULL,
    sheet_rows {integer} NOT NULL,
    sheet_length {integer} NOT NULL,
    reached {json},
    size {integer},
    job_id {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    CONSTRAINT exports_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT exports_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE INDEX exports_kept ON exports (merchant_id, id) WHERE state IN ('writing', 'ready');

CREATE TABLE export_parts (
    merchant_id {uuid} NOT NULL,
    export_id {uuid} NOT NULL,
    run {integer} NOT NULL,
    number {integer} NOT NULL,
    sheet {integer} NOT NULL,
    rows_written {integer} NOT NULL,
    length {integer} NOT NULL,
    checksum {integer} NOT NULL,
    kept {integer} NOT NULL,
    bytes {bytes} NOT NULL,
    CONSTRAINT export_parts_pkey PRIMARY KEY (merchant_id, export_id, run, number),
    CONSTRAINT export_parts_export FOREIGN KEY (merchant_id, export_id) REFERENCES exports (merchant_id, id)
{end};

CREATE TABLE views (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    columns {json} NOT NULL,
    filter {json},
    sort TEXT NOT NULL,
    shared {boolean} NOT NULL,
    made_by TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT views_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT views_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

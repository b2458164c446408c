CREATE TABLE customer_imports (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    file_name TEXT NOT NULL,
    size {integer} NOT NULL,
    state TEXT NOT NULL CONSTRAINT customer_imports_state CHECK (state IN
        ('uploading', 'reading', 'checking', 'checked', 'committing', 'committed', 'failed')),
    problem TEXT,
    kind TEXT CONSTRAINT customer_imports_kind CHECK (kind IN ('xlsx', 'xls', 'ods', 'csv')),
    separator TEXT,
    encoding TEXT,
    layout TEXT,
    columns {json} NOT NULL,
    options {json} NOT NULL,
    rows_found {integer} NOT NULL,
    at_row {integer} NOT NULL,
    revision {integer} NOT NULL,
    job_id {uuid} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT customer_imports_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customer_imports_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};

CREATE TABLE customer_import_parts (
    merchant_id {uuid} NOT NULL,
    import_id {uuid} NOT NULL,
    number {integer} NOT NULL,
    bytes {bytes} NOT NULL,
    CONSTRAINT customer_import_parts_pkey PRIMARY KEY (merchant_id, import_id, number),
    CONSTRAINT customer_import_parts_import FOREIGN KEY (merchant_id, import_id)
        REFERENCES customer_imports (merchant_id, id)
{end};

CREATE TABLE customer_import_rows (
    merchant_id {uuid} NOT NULL,
    import_id {uuid} NOT NULL,
    number {integer} NOT NULL,
    cells {json} NOT NULL,
    disposition TEXT CONSTRAINT customer_import_rows_disposition CHECK (disposition IN
        ('create', 'update', 'unchanged', 'may_be_duplicate', 'skip', 'error')),
    customer_id {uuid},
    remarks {json} NOT NULL,
    CONSTRAINT customer_import_rows_pkey PRIMARY KEY (merchant_id, import_id, number),
    CONSTRAINT customer_import_rows_import FOREIGN KEY (merchant_id, import_id)
        REFERENCES customer_imports (merchant_id, id)
{end};
CREATE INDEX customer_import_rows_fate ON customer_import_rows (merchant_id, import_id, disposition, number);

CREATE TABLE customer_import_keys (
    merchant_id {uuid} NOT NULL,
    import_id {uuid} NOT NULL,
    about TEXT NOT NULL,
    number {integer} NOT NULL,
    CONSTRAINT customer_import_keys_pkey PRIMARY KEY (merchant_id, import_id, about),
    CONSTRAINT customer_import_keys_import FOREIGN KEY (merchant_id, import_id)
        REFERENCES customer_imports (merchant_id, id)
{end}

CREATE TABLE customer_files (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT customer_files_kind CHECK (kind IN
        ('pdf', 'png', 'jpeg', 'webp', 'text', 'csv', 'docx', 'xlsx', 'odt', 'ods')),
    size {integer} NOT NULL,
    actor TEXT NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    sealed {bytes} NOT NULL,
    sealed_for {uuid} NOT NULL,
    CONSTRAINT customer_files_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customer_files_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end};
CREATE INDEX customer_files_of_customer ON customer_files (merchant_id, customer_id, id)

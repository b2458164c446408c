ALTER TABLE customer_imports ADD COLUMN undo TEXT CONSTRAINT customer_imports_undo CHECK (undo IN ('undoing', 'undone'));
ALTER TABLE customer_import_rows ADD COLUMN sealed_image {bytes};
ALTER TABLE customer_import_rows ADD COLUMN undo_outcome TEXT CONSTRAINT customer_import_rows_undo_outcome
    CHECK (undo_outcome IN ('undone', 'conflict'));
ALTER TABLE customer_import_rows ADD COLUMN undo_reason TEXT;
ALTER TABLE customer_import_rows ADD COLUMN undo_fields {json};

CREATE TABLE undone_consents (
    merchant_id {uuid} NOT NULL,
    customer_id {uuid} NOT NULL,
    event_id {uuid} NOT NULL,
    is_void {boolean} NOT NULL,
    CONSTRAINT undone_consents_pkey PRIMARY KEY (merchant_id, customer_id, event_id),
    CONSTRAINT undone_consents_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id)
        ON DELETE CASCADE
{end}

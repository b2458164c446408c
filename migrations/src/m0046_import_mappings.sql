CREATE TABLE import_mappings (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    columns {json} NOT NULL,
    created_at {instant} NOT NULL,
    CONSTRAINT import_mappings_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT import_mappings_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

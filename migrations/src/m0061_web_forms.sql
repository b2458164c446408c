CREATE TABLE web_forms (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    open {boolean} NOT NULL,
    opens_case {boolean} NOT NULL,
    redirect_url TEXT,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT web_forms_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT web_forms_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

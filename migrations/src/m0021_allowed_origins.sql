CREATE TABLE allowed_origins (
    merchant_id {uuid} NOT NULL REFERENCES merchants (id),
    origin TEXT NOT NULL,
    PRIMARY KEY (merchant_id, origin)
{end}

CREATE TABLE allowed_origins (
    merchant_id {uuid} NOT NULL,
    origin TEXT NOT NULL,
    CONSTRAINT allowed_origins_key PRIMARY KEY (merchant_id, origin),
    CONSTRAINT allowed_origins_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end}

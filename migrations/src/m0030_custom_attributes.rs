//! Definitions of custom attributes, and their values in a table of their own, in which filters find them.
//!
//! What customers had until now was free. Each name that a merchant used becomes a definition, of the type that all of its
//! values have; where they differ it is a text, and so are all of its values. The folded form of texts is a rule of the
//! program: it is written behind the steps, as after every change of that rule, which is what the last statement asks for.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A number stands in the index in front of a text: that of a text is zero, and a number has no text.
const TABLES: &str = "
    CREATE TABLE attribute_definitions (
        merchant_id {uuid} NOT NULL,
        id {uuid} NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CONSTRAINT attribute_definitions_kind
            CHECK (kind IN ('text', 'integer', 'decimal', 'boolean', 'date', 'enum', 'enum_set')),
        limits {json} NOT NULL,
        position {integer} NOT NULL,
        created_at {instant} NOT NULL,
        updated_at {instant} NOT NULL,
        deleted_at {instant},
        CONSTRAINT attribute_definitions_pkey PRIMARY KEY (merchant_id, id),
        CONSTRAINT attribute_definitions_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
    {end};
    CREATE UNIQUE INDEX attribute_definitions_key ON attribute_definitions (merchant_id, key)
        WHERE deleted_at IS NULL;
    CREATE TABLE customer_attributes (
        merchant_id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        attribute_id {uuid} NOT NULL,
        place {integer} NOT NULL,
        written TEXT,
        folded TEXT,
        number {integer} NOT NULL,
        CONSTRAINT customer_attributes_pkey PRIMARY KEY (merchant_id, customer_id, attribute_id, place),
        CONSTRAINT customer_attributes_customer FOREIGN KEY (merchant_id, customer_id)
            REFERENCES customers (merchant_id, id) ON DELETE CASCADE,
        CONSTRAINT customer_attributes_definition FOREIGN KEY (merchant_id, attribute_id)
            REFERENCES attribute_definitions (merchant_id, id)
    {end};
    CREATE INDEX customer_attributes_value
        ON customer_attributes (merchant_id, attribute_id, number, folded, customer_id)";

const DATA_ON_SQLITE: &str = "
    INSERT INTO attribute_definitions (merchant_id, id, key, name, kind, limits, position, created_at, updated_at)
    SELECT merchant_id,
        unhex(substr(hex(randomblob(16)), 1, 12) || '4' || substr(hex(randomblob(16)), 14, 3) || '8'
            || substr(hex(randomblob(16)), 18, 15)),
        key, key, kind,
        CASE kind WHEN 'text' THEN '{\"min_length\":1,\"max_length\":200}'
            WHEN 'integer' THEN '{\"min\":null,\"max\":null}' ELSE '{}' END,
        min(row_number() OVER (PARTITION BY merchant_id ORDER BY key), 9999), first_at, first_at
    FROM (
        SELECT c.merchant_id AS merchant_id, j.key AS key, min(c.created_at) AS first_at,
            CASE WHEN count(DISTINCT CASE j.type WHEN 'false' THEN 'true' ELSE j.type END) > 1 THEN 'text'
                WHEN max(j.type) = 'integer' THEN 'integer'
                WHEN max(j.type) IN ('true', 'false') THEN 'boolean' ELSE 'text' END AS kind
        FROM customers AS c, json_each(c.attributes) AS j WHERE c.attributes <> '{}'
        GROUP BY c.merchant_id, j.key
    );
    INSERT INTO customer_attributes (merchant_id, customer_id, attribute_id, place, written, folded, number)
    SELECT merchant_id, customer_id, attribute_id, 0, written, written, number
    FROM (
        SELECT c.merchant_id AS merchant_id, c.id AS customer_id, d.id AS attribute_id,
            CASE WHEN d.kind <> 'text' THEN NULL WHEN j.type IN ('true', 'false') THEN j.type
                ELSE CAST(j.value AS TEXT) END AS written,
            CASE WHEN d.kind = 'text' THEN 0 ELSE CAST(j.value AS INTEGER) END AS number
        FROM customers AS c, json_each(c.attributes) AS j
        JOIN attribute_definitions AS d ON d.merchant_id = c.merchant_id AND d.key = j.key
        WHERE c.attributes <> '{}'
    )";

const DATA_ON_POSTGRES: &str = "
    INSERT INTO attribute_definitions (merchant_id, id, key, name, kind, limits, position, created_at, updated_at)
    SELECT merchant_id, gen_random_uuid(), key, key, kind,
        CASE kind WHEN 'text' THEN '{\"min_length\":1,\"max_length\":200}'::jsonb
            WHEN 'integer' THEN '{\"min\":null,\"max\":null}'::jsonb ELSE '{}'::jsonb END,
        least(row_number() OVER (PARTITION BY merchant_id ORDER BY key COLLATE \"C\"), 9999), first_at, first_at
    FROM (
        SELECT c.merchant_id, j.key, min(c.created_at) AS first_at,
            CASE WHEN count(DISTINCT jsonb_typeof(j.value)) > 1 THEN 'text'
                WHEN max(jsonb_typeof(j.value)) = 'number' THEN 'integer'
                WHEN max(jsonb_typeof(j.value)) = 'boolean' THEN 'boolean' ELSE 'text' END AS kind
        FROM customers AS c CROSS JOIN LATERAL jsonb_each(c.attributes) AS j (key, value)
        WHERE c.attributes <> '{}'::jsonb
        GROUP BY c.merchant_id, j.key
    ) AS found;
    INSERT INTO customer_attributes (merchant_id, customer_id, attribute_id, place, written, folded, number)
    SELECT merchant_id, customer_id, attribute_id, 0, written, written, number
    FROM (
        SELECT c.merchant_id, c.id AS customer_id, d.id AS attribute_id,
            CASE WHEN d.kind = 'text' THEN j.value #>> '{}' END AS written,
            CASE WHEN d.kind = 'integer' THEN (j.value #>> '{}')::bigint
                WHEN d.kind = 'boolean' AND j.value = 'true'::jsonb THEN 1 ELSE 0 END AS number
        FROM customers AS c CROSS JOIN LATERAL jsonb_each(c.attributes) AS j (key, value)
        JOIN attribute_definitions AS d ON d.merchant_id = c.merchant_id AND d.key = j.key
        WHERE c.attributes <> '{}'::jsonb
    ) AS found";

/// There is one place for a value. The column stays empty until a step takes it away.
const ONE_PLACE: &str = "
    UPDATE customers SET attributes = '{}' WHERE attributes <> '{}';
    UPDATE merchant_settings SET texts_version = 0 WHERE merchant_id IN (SELECT merchant_id FROM attribute_definitions)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
        crate::step::run(manager, TABLES).await?;
        crate::step::run(manager, if is_sqlite { DATA_ON_SQLITE } else { DATA_ON_POSTGRES }).await?;
        crate::step::run(manager, ONE_PLACE).await?;
        crate::step::run_on_postgres(manager, "ANALYZE customer_attributes").await
    }
}

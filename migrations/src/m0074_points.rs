//! What the rules said of a receipt beside what they gave, so that a receipt that comes once more is told the same; the
//! accounts of a programme in the order in which they are audited; and adjustments that somebody else has to approve than who
//! asked for them. Files can be lists of operations on points.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Does what `post_points` does, whatever that is by then, and writes what the rules said: still one round trip.
const POST_TOLD_POINTS: &str = "
    CREATE FUNCTION post_told_points(a_merchant uuid, some_postings jsonb) RETURNS bigint
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
        missed_rows bigint;
    BEGIN
        missed_rows := post_points($1, $2);
        IF missed_rows > 0 THEN
            RETURN missed_rows;
        END IF;
        INSERT INTO point_told_rules (merchant_id, purchase_id, account_id, programme_version, told)
        SELECT $1, t.purchase_id, t.account_id, t.programme_version, t.told
        FROM jsonb_to_recordset($2 -> 'told_rules') AS t(purchase_id uuid, account_id uuid,
            programme_version bigint, told jsonb);
        RETURN 0;
    END
    $$";

/// What files can be lists of.
const CONTENTS_ON_POSTGRES: &str = "
    ALTER TABLE exports DROP CONSTRAINT exports_content;
    ALTER TABLE exports ADD CONSTRAINT exports_content CHECK (content IN
        ('customers', 'purchases', 'purchase_lines', 'point_operations'))";

/// SQLite changes a condition by making the table anew. What refers to it is made anew before it is replaced.
const CONTENTS_ON_SQLITE: &str = "
    CREATE TABLE exports_anew (
        merchant_id BLOB NOT NULL,
        id BLOB NOT NULL,
        content TEXT NOT NULL CONSTRAINT exports_content CHECK (content IN
            ('customers', 'purchases', 'purchase_lines', 'point_operations')),
        format TEXT NOT NULL CONSTRAINT exports_format CHECK (format IN ('xlsx', 'csv')),
        state TEXT NOT NULL CONSTRAINT exports_state CHECK (state IN
            ('writing', 'ready', 'failed', 'withdrawn', 'expired')),
        request TEXT NOT NULL,
        headings TEXT NOT NULL,
        run INTEGER NOT NULL,
        parts INTEGER NOT NULL,
        rows_written INTEGER NOT NULL,
        sheet INTEGER NOT NULL,
        sheet_rows INTEGER NOT NULL,
        sheet_length INTEGER NOT NULL,
        reached TEXT,
        size INTEGER,
        job_id BLOB NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        CONSTRAINT exports_pkey PRIMARY KEY (merchant_id, id),
        CONSTRAINT exports_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO exports_anew (merchant_id, id, content, format, state, request, headings, run, parts, rows_written,
            sheet, sheet_rows, sheet_length, reached, size, job_id, created_at, updated_at, expires_at)
        SELECT merchant_id, id, content, format, state, request, headings, run, parts, rows_written, sheet,
            sheet_rows, sheet_length, reached, size, job_id, created_at, updated_at, expires_at
        FROM exports ORDER BY merchant_id, id;
    CREATE TABLE export_parts_anew (
        merchant_id BLOB NOT NULL,
        export_id BLOB NOT NULL,
        run INTEGER NOT NULL,
        number INTEGER NOT NULL,
        sheet INTEGER NOT NULL,
        rows_written INTEGER NOT NULL,
        length INTEGER NOT NULL,
        checksum INTEGER NOT NULL,
        kept INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        CONSTRAINT export_parts_pkey PRIMARY KEY (merchant_id, export_id, run, number),
        CONSTRAINT export_parts_export FOREIGN KEY (merchant_id, export_id)
            REFERENCES exports_anew (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO export_parts_anew (merchant_id, export_id, run, number, sheet, rows_written, length, checksum, kept,
            bytes)
        SELECT merchant_id, export_id, run, number, sheet, rows_written, length, checksum, kept, bytes
        FROM export_parts ORDER BY merchant_id, export_id, run, number;
    DROP TABLE export_parts;
    DROP TABLE exports;
    ALTER TABLE exports_anew RENAME TO exports;
    ALTER TABLE export_parts_anew RENAME TO export_parts;
    CREATE INDEX exports_kept ON exports (merchant_id, id) WHERE state IN ('writing', 'ready')";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0074_points.sql")).await?;
        let connection = manager.get_connection();
        let is_sqlite = connection.get_database_backend() == DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { CONTENTS_ON_SQLITE } else { CONTENTS_ON_POSTGRES }).await?;
        if !is_sqlite {
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(POST_TOLD_POINTS).await?;
        }
        Ok(())
    }
}

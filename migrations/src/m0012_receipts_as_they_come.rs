//! Receipts are taken as they come: each has the instant as of which it counts, a line may be negative, warnings are kept,
//! and a refund may wait for a receipt of which it knows only the number. One that waits for a receipt of its own day may
//! have named no day, so it waits for the number from now on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Receipts of before go by the rule that holds from now on: one that was more than a day ahead of us, or older than 400
/// days, counts as of when it was recorded. What is stored of an instant is what is computed, so no statement fills it.
const COUNT_ON_SQLITE: &str = "
    UPDATE purchases SET counts_as_recorded = TRUE
        WHERE julianday(occurred_at) > julianday(recorded_at) + 1
            OR julianday(occurred_at) < julianday(recorded_at) - 400;
    ALTER TABLE purchases ADD COLUMN counted_at TEXT
        GENERATED ALWAYS AS (CASE WHEN counts_as_recorded THEN recorded_at ELSE occurred_at END) VIRTUAL";

const COUNT_ON_POSTGRES: &str = "
    UPDATE purchases SET counts_as_recorded = TRUE
        WHERE occurred_at > recorded_at + INTERVAL '24 hours'
            OR occurred_at < recorded_at - INTERVAL '9600 hours';
    ALTER TABLE purchases ADD COLUMN counted_at timestamptz
        GENERATED ALWAYS AS (CASE WHEN counts_as_recorded THEN recorded_at ELSE occurred_at END) STORED";

/// The dates of the customers whose receipts count as of another instant than before.
const DATES: &str = "
    DROP INDEX purchases_customer;
    CREATE INDEX purchases_customer ON purchases (merchant_id, customer_id, counted_at);
    DROP INDEX purchases_occurred;
    CREATE INDEX purchases_counted ON purchases (merchant_id, counted_at, id);
    UPDATE customer_totals
    SET first_purchase_at = (
            SELECT min(kept.counted_at) FROM purchases AS kept
            WHERE kept.merchant_id = customer_totals.merchant_id AND kept.customer_id = customer_totals.customer_id
                AND NOT kept.fully_refunded),
        last_purchase_at = (
            SELECT max(kept.counted_at) FROM purchases AS kept
            WHERE kept.merchant_id = customer_totals.merchant_id AND kept.customer_id = customer_totals.customer_id
                AND NOT kept.fully_refunded)
    WHERE (merchant_id, customer_id) IN (
        SELECT moved.merchant_id, moved.customer_id FROM purchases AS moved WHERE moved.counts_as_recorded)";

/// A line of which nothing is given back may be of any quantity. SQLite changes a condition by making the table anew.
const LINES_ON_SQLITE: &str = "
    CREATE TABLE purchase_lines_anew (
        merchant_id BLOB NOT NULL,
        purchase_id BLOB NOT NULL,
        line INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('item', 'rounding')),
        sku TEXT,
        name TEXT,
        category TEXT,
        quantity INTEGER NOT NULL,
        unit TEXT,
        unit_price INTEGER NOT NULL,
        discount INTEGER NOT NULL,
        total INTEGER NOT NULL,
        refunded_quantity INTEGER NOT NULL CHECK (refunded_quantity >= 0 AND refunded_quantity <= max(quantity, 0)),
        refunded_total INTEGER NOT NULL,
        PRIMARY KEY (merchant_id, purchase_id, line),
        FOREIGN KEY (merchant_id, purchase_id) REFERENCES purchases (merchant_id, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO purchase_lines_anew SELECT merchant_id, purchase_id, line, kind, sku, name, category, quantity, unit,
        unit_price, discount, total, refunded_quantity, refunded_total FROM purchase_lines;
    DROP TABLE purchase_lines;
    ALTER TABLE purchase_lines_anew RENAME TO purchase_lines";

const LINES_ON_POSTGRES: &str = "
    ALTER TABLE purchase_lines DROP CONSTRAINT purchase_lines_check;
    ALTER TABLE purchase_lines ADD CONSTRAINT purchase_lines_check
        CHECK (refunded_quantity >= 0 AND refunded_quantity <= greatest(quantity, 0))";

/// As it was, and a refund that knows only the receipt's number waits for one of the 400 days before it.
const RECEIPT_IS_AWAITED: &str = "
    CREATE OR REPLACE FUNCTION receipt_is_awaited(merchant uuid, receipt uuid, source text, business_date date,
        number text)
    RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
        RETURN EXISTS (
            SELECT 1 FROM waiting_refunds AS waiting
            WHERE waiting.merchant_id = $1 AND waiting.receipt_id = $2 AND waiting.rejected_because IS NULL
        ) OR EXISTS (
            SELECT 1 FROM waiting_refunds AS waiting
            WHERE waiting.merchant_id = $1 AND waiting.receipt_source = $3
                AND waiting.receipt_business_date = $4 AND waiting.receipt_number = $5
                AND waiting.rejected_because IS NULL
        ) OR EXISTS (
            SELECT 1 FROM waiting_refunds AS waiting
            WHERE waiting.merchant_id = $1 AND waiting.receipt_source = $3
                AND waiting.receipt_business_date IS NULL AND waiting.receipt_number = $5
                AND waiting.business_date BETWEEN $4 AND $4 + 400
                AND waiting.rejected_because IS NULL
        );
    END
    $$";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0012_receipts_as_they_come.sql")).await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Sqlite {
            crate::step::run(manager, COUNT_ON_SQLITE).await?;
            crate::step::run(manager, LINES_ON_SQLITE).await?;
        } else {
            crate::step::run(manager, COUNT_ON_POSTGRES).await?;
            crate::step::run(manager, LINES_ON_POSTGRES).await?;
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(RECEIPT_IS_AWAITED).await?;
        }
        crate::step::run(manager, DATES).await
    }
}

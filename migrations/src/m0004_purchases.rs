//! Receipts, refunds, and refunds that wait for their receipt.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Whether a refund waits for a receipt. One statement records a receipt, and all of a statement sees the database as it
/// stood when the statement began, save for a volatile function: each query in one sees what is committed by then. So
/// a receipt also sees a refund that was left waiting while the receipt was being recorded.
const RECEIPT_IS_AWAITED: &str = "
    CREATE FUNCTION receipt_is_awaited(merchant uuid, receipt uuid, source text, business_date date, number text)
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
        );
    END
    $$";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0004_purchases.sql")).await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DatabaseBackend::Postgres {
            // Not by `step::run`, which takes every semicolon for the end of a statement.
            connection.execute_unprepared(RECEIPT_IS_AWAITED).await?;
        }
        Ok(())
    }
}

//! Customers by their last change and by name, and purchases by the number of their receipt.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The unique key of receipts has the number behind the merchant: it holds the same, and finds a receipt by its number
/// without another index that every purchase would have to write.
const TEXT: &str = "
    CREATE INDEX customers_updated ON customers (merchant_id, updated_at, id);
    DROP INDEX purchases_receipt;
    CREATE UNIQUE INDEX purchases_receipt ON purchases (merchant_id, receipt_number, source, business_date)";

/// Names are in the same order on both databases: that of their code points.
const NAMES: (&str, &str) = (
    "CREATE INDEX customers_last_name ON customers (merchant_id, coalesce(last_name_folded, ''), id)",
    "CREATE INDEX customers_last_name
         ON customers (merchant_id, (coalesce(last_name_folded, '') COLLATE \"C\"), id)",
);

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, TEXT).await?;
        let is_sqlite = manager.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { NAMES.0 } else { NAMES.1 }).await
    }
}

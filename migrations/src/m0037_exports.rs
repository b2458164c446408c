//! Lists that are written into files: each with how far it is, and the file in parts; views of lists; and customers by first
//! name, city and date of birth.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Texts are in the same order on both databases: that of their code points.
const ORDERS: (&str, &str) = (
    "CREATE INDEX customers_first_name ON customers (merchant_id, coalesce(first_name_folded, ''), id);
     CREATE INDEX customers_by_city ON customers (merchant_id, coalesce(city_folded, ''), id);
     CREATE INDEX customers_by_birth_date ON customers (merchant_id, coalesce(birth_date, '0001-01-01'), id)",
    "CREATE INDEX customers_first_name
         ON customers (merchant_id, (coalesce(first_name_folded, '') COLLATE \"C\"), id);
     CREATE INDEX customers_by_city ON customers (merchant_id, (coalesce(city_folded, '') COLLATE \"C\"), id);
     CREATE INDEX customers_by_birth_date ON customers (merchant_id, coalesce(birth_date, DATE '0001-01-01'), id)",
);

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0037_exports.sql")).await?;
        let is_sqlite = manager.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
        crate::step::run(manager, if is_sqlite { ORDERS.0 } else { ORDERS.1 }).await
    }
}

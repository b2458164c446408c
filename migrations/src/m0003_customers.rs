//! Customers, tags and what they have bought in total.

use sea_orm_migration::prelude::*;

/// Any part of any field: both extensions are trusted ones, so the owner of the database may create them.
const SEARCH_INDEX: &str = "
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE EXTENSION IF NOT EXISTS btree_gin;
    CREATE INDEX customers_search ON customers USING gin (merchant_id, search_text gin_trgm_ops)";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0003_customers.sql")).await?;
        crate::step::run_on_postgres(manager, SEARCH_INDEX).await
    }
}

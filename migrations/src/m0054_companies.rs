//! Companies, and the customers who work for them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Any part of any value, as of customers. SQLite reads the companies of the merchant.
const SEARCH: &str =
    "CREATE INDEX companies_search ON companies USING gin (merchant_id, search_text gin_trgm_ops)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0054_companies.sql")).await?;
        crate::step::run_on_postgres(manager, SEARCH).await
    }
}

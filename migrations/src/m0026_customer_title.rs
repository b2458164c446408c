//! The academic title of a customer, and the form of it that filters compare. Nobody had one before.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TEXT: &str = "
    ALTER TABLE customers ADD COLUMN title TEXT;
    ALTER TABLE customers ADD COLUMN title_folded TEXT";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, TEXT).await
    }
}

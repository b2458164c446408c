//! How a card was issued. Numbers of the platform's range were given out to be shown; all others were read from a thing.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TEXT: &str = "
    ALTER TABLE cards ADD COLUMN form TEXT NOT NULL DEFAULT 'virtual';
    UPDATE cards SET form = 'plastic' WHERE length(number) <> 13 OR number NOT LIKE '2%'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, TEXT).await
    }
}

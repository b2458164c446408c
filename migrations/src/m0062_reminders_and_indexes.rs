//! Reminders of invoices, the days on which a merchant has them sent, and indexes: of the numbers of credit notes, of what has
//! closed an address, and of the keys of rows of imports.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0062_reminders_and_indexes.sql")).await
    }
}

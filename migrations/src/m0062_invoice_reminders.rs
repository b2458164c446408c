//! Reminders of invoices, the days on which a merchant has them sent, and an index of the numbers of credit notes.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0062_invoice_reminders.sql")).await
    }
}

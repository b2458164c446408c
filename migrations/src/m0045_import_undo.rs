//! Undoing an import: what each row has changed, sealed with the key of its customer, what became of taking it back, and which
//! entries of the ledger of consents an undo has made void or written.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0045_import_undo.sql")).await
    }
}

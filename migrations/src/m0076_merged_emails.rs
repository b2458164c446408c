//! Addresses that customers had before they were merged: whose a mail is that still goes there. Of merges before this there are
//! none, since what the records were is sealed.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0076_merged_emails.sql")).await
    }
}

//! Mails from and to customers, sealed with the customer's key, and the addresses at which mail servers drop them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0059_customer_mails.sql")).await
    }
}

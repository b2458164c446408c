//! Changes of many customers at once: what is changed, who was meant when it was asked for, and what became of each. What was
//! changed of a customer is sealed with that customer's key, so it keeps no link to a customer whom erasure has taken away.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0034_customer_bulk_edits.sql")).await
    }
}

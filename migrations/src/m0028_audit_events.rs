//! The audit trail. What is noted of a customer is sealed with that customer's key, so it keeps no link to a customer whom
//! erasure has taken away: only the id is left of that one.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0028_audit_events.sql")).await
    }
}

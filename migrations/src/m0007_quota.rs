//! The e-mail quota: months, packs and their orders, reservations, tests, and the ledger that can rebuild them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0007_quota.sql")).await
    }
}

//! Points that are held for something, and rewards: what points buy, how much of it there is, and who has ordered it.
//!
//! Orders stay when a customer is erased, as the ledger of points does, and are nobody's then; where they were to be sent goes.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0072_rewards.sql")).await
    }
}

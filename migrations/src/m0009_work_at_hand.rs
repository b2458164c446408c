//! Indexes that hold only the work that is not done, for the look across merchants; and how much of what a newsletter
//! has counted is settled with the quota.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0009_work_at_hand.sql")).await
    }
}

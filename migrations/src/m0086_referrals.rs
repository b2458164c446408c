//! Codes by which members invite others, and who was invited by whom. A code is its own key; it moves with its customer where two
//! become one, and is made once for each of whom there was. A customer is referred once.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0086_referrals.sql")).await
    }
}

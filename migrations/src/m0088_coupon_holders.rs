//! Codes of coupons may belong to one customer, and may be void, alone or with their batch. A code knows its batch, as far as its
//! campaign has no other one.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0088_coupon_holders.sql")).await
    }
}

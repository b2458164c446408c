//! A newsletter may bring each recipient a coupon of a campaign; which code each got is kept, so that it is one.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0089_newsletter_coupons.sql")).await
    }
}

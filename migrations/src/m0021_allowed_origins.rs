//! From which origins browsers may call on behalf of a merchant. They belong to the platform: a browser asks before it
//! shows any credential, and nothing of the merchant is known by then.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0021_allowed_origins.sql")).await
    }
}

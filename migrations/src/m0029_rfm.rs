//! The scores of customers by recency, frequency and value, every move between classes, and when a merchant's next scoring
//! is due.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0029_rfm.sql")).await
    }
}

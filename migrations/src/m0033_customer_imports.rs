//! Imports of customers: the file in parts, its rows as they were read, what becomes of each, and which row is about which key.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0033_customer_imports.sql")).await
    }
}

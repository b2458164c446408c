//! What earning rules gave of their budgets, a row for each period. Who counts one holds its row, so that budgets bind exactly.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0083_rule_budgets.sql")).await
    }
}

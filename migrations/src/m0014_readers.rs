//! What is recorded of the reactions to each newsletter, and a mark for each reader that names nobody: customers are
//! counted by it. What was sent without naming anybody before has no marks, and so no numbers of customers.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0014_readers.sql")).await
    }
}

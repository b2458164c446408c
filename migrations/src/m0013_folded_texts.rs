//! Under which rules a merchant's folded texts, texts of the quick search and stored filters were written. Those of before
//! are rewritten by the program behind the steps, because the rules are its own.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0013_folded_texts.sql")).await
    }
}

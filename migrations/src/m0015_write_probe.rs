//! A row that is written when it is in doubt whether anything can be: large enough that it finds no room where a usual
//! write finds none.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0015_write_probe.sql")).await
    }
}

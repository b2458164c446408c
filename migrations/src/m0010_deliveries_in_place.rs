//! No index of the deliveries asks for their state, so that PostgreSQL can mark one as being sent in place: a row that is
//! changed without any change to an index stays on its page, if that has room (a heap-only tuple).

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0010_deliveries_in_place.sql")).await?;
        crate::step::run_on_postgres(manager, "ALTER TABLE deliveries SET (fillfactor = 80)").await
    }
}

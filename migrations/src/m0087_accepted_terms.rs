//! Which version of a programme's terms a member has accepted.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, "ALTER TABLE programme_members ADD COLUMN terms_version TEXT").await
    }
}

//! Whether people may register themselves on the merchant's public page. Nobody may until the merchant says so.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column =
            "ALTER TABLE merchant_settings ADD COLUMN registration_open {boolean} NOT NULL DEFAULT FALSE";
        crate::step::run(manager, column).await
    }
}

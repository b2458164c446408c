//! What somebody has adjusted by hand of late is found by who it was: what an accrual gives is not among it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(
            manager,
            "CREATE INDEX point_operations_by_hand ON point_operations (merchant_id, actor, recorded_at)
                 WHERE kind = 'adjust' AND accrual_id IS NULL",
        )
        .await
    }
}

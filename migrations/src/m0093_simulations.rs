//! What other configurations of programmes would have given for receipts of the past; and since when it is counted as it was for the
//! tier of a member: so that those are found whom nobody has looked at since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0093_simulations.sql")).await
    }
}

//! What a merchant sets stands in a table of its own, which is sharded by merchant. `merchants` is what everything refers
//! to: who there is, in which mode, and whether it may work. It is written when a merchant is made or stopped, and where it
//! is kept on every node, nobody's settings wait for all of them.
//!
//! The columns of `merchants` that moved stay for the program of the release before. A later step drops them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0027_merchant_settings.sql")).await
    }
}

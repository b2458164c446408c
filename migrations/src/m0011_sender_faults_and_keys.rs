//! Why a newsletter has paused by itself, since when a customer has an address, and the fingerprints of the keys that signed
//! what the database refers to.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0011_sender_faults_and_keys.sql")).await
    }
}

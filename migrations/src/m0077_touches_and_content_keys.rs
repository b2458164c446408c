//! Campaigns that led somebody to a public page who gave the address of a customer: they wait for the customer to confirm, from their
//! own mailbox, that it was them. And the content of files has a key of its own, so that it is sealed before anything is written;
//! what was sealed before has none.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0077_touches_and_content_keys.sql")).await
    }
}

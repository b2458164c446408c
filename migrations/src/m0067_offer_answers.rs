//! What a company answered to an earlier version of an offer stays with that version, and so does whom it was sent to. The mails with
//! an offer are kept, each with whom it went to.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0067_offer_answers.sql")).await
    }
}

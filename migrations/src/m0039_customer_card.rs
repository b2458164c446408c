//! What staff write down of being in touch with a customer, and what a customer's timeline is found by: the purchases of
//! which something was given back, and reactions in the order of their instants.
//!
//! A program of the release before, which may still run beside this one, takes refunds off without marking the purchase; the
//! sum that was given back tells of those.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0039_customer_card.sql")).await
    }
}

//! Tiers of members: where each stands, and how they moved; and until when the goods of a receipt may be given back.
//!
//! Both stay when a customer is erased, and are nobody's then: no key leads to `customers`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0071_tiers.sql")).await
    }
}

//! Coupons: campaigns, the codes by which they are had, the batches in which codes are made, and every use of a code.
//!
//! A use stays when its customer is erased, and is nobody's then: no key leads to `customers`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0073_coupons.sql")).await
    }
}

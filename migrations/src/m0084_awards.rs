//! What rules gave to members on occasions that are no receipts, each once; and when the worker is to look for what days have brought
//! about.
//!
//! Awards stay when a customer is erased, and are nobody's then: no key leads to `customers`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0084_awards.sql")).await
    }
}

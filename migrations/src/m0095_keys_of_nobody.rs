//! Takes away the keys that were made for customers after they were erased: what such a key sealed is told no more, and what the first
//! one sealed would not open under it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(
            manager,
            "DELETE FROM customer_keys WHERE EXISTS (
                 SELECT 1 FROM erased_customers AS e
                 WHERE e.merchant_id = customer_keys.merchant_id AND e.customer_id = customer_keys.customer_id)",
        )
        .await
    }
}

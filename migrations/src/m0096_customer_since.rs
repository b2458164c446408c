//! Since when somebody who was merged was a customer: whoever comes with a referral must not have been one before, under whatever
//! record. Of merges that there are already, the trail of changes tells.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(
            manager,
            "ALTER TABLE merged_customers ADD COLUMN customer_since {instant};
             UPDATE merged_customers SET customer_since = (
                 SELECT min(e.occurred_at) FROM audit_events AS e
                 WHERE e.merchant_id = merged_customers.merchant_id AND e.customer_id = merged_customers.id
                     AND e.subject_kind = 'customer' AND e.action = 'created')",
        )
        .await
    }
}

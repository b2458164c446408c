//! Orders of rewards by the account that pays, which goes into another one where customers become one; and adjustments by the
//! operation that they became. A receipt says by which programme and tier its goods may be given back.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(
            manager,
            "ALTER TABLE purchases ADD COLUMN returnable_programme_id {uuid};
             ALTER TABLE purchases ADD COLUMN returnable_tier TEXT;
             CREATE INDEX reward_orders_of_account ON reward_orders (merchant_id, account_id);
             CREATE INDEX point_adjustments_of_operation ON point_adjustments (merchant_id, operation_id)
                 WHERE operation_id IS NOT NULL;
             UPDATE reward_orders SET account_id = (
                 SELECT a.merged_into FROM point_accounts AS a
                 WHERE a.merchant_id = reward_orders.merchant_id AND a.id = reward_orders.account_id)
             WHERE EXISTS (
                 SELECT 1 FROM point_accounts AS a
                 WHERE a.merchant_id = reward_orders.merchant_id AND a.id = reward_orders.account_id
                     AND a.merged_into IS NOT NULL)",
        )
        .await
    }
}

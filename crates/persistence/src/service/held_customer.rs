//! Customers who are held while something is noted about them.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, StoreError};
use regulars_service::HoldsCustomers;
use uuid::Uuid;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct HeldRow {
    #[expect(dead_code, reason = "a row is asked for only to be held")]
    id: Uuid,
}

#[async_trait]
impl HoldsCustomers for WriteTx {
    async fn hold_customer(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        const HOLD: ScopedSql =
            ScopedSql::locking_in_writes("SELECT id FROM customers WHERE merchant_id = $1 AND id = $2");
        let held: Option<HeldRow> = self.optional(HOLD, values![customer.value()]).await?;
        Ok(held.is_some())
    }
}

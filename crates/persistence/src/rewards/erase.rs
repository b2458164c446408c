//! Orders of a customer who was erased: what was ordered stays, and nobody knows any more where it was to be sent.

use regulars_kernel::{CustomerId, StoreError};

use crate::wall::{ScopedSql, WriteTx, values};

/// Takes the addresses out of the customer's orders.
pub(crate) async fn make_anonymous(tx: &WriteTx, customer: CustomerId) -> Result<(), StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "UPDATE reward_orders SET address = NULL
         WHERE merchant_id = $1 AND customer_id = $2 AND address IS NOT NULL",
    );
    tx.execute(FORGET, values![customer.value()]).await.map(drop)
}

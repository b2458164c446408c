//! Surveys that were answered by a customer who was erased: the scores stay as numbers, and are nobody's.

use regulars_kernel::{CustomerId, StoreError};

use crate::wall::{ScopedSql, WriteTx, values};

/// Takes the customer out of its invitations, and what it wrote out of its answers.
pub(crate) async fn make_anonymous(tx: &WriteTx, customer: CustomerId) -> Result<(), StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "UPDATE survey_invitations SET customer_id = NULL, purchase_id = NULL, comment = NULL
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    tx.execute(FORGET, values![customer.value()]).await.map(drop)
}

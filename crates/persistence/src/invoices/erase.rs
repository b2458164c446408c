//! Invoices of a customer who was erased: they stay, as the books have to, and are nobody's.

use regulars_kernel::{CustomerId, StoreError};

use crate::wall::{ScopedSql, WriteTx, values};

/// Takes the customer out of its invoices, and out of their payments what a bank wrote.
pub(crate) async fn make_anonymous(tx: &WriteTx, customer: CustomerId) -> Result<(), StoreError> {
    const REFERENCES: ScopedSql = ScopedSql::new(
        "UPDATE invoice_payments SET reference = NULL
         WHERE merchant_id = $1 AND reference IS NOT NULL AND invoice_id IN (
             SELECT i.id FROM invoices AS i WHERE i.merchant_id = $1 AND i.customer_id = $2)",
    );
    const INVOICES: ScopedSql = ScopedSql::new(
        "UPDATE invoices SET customer_id = NULL, buyer_reference = NULL, buyer_tax_id = NULL
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    tx.execute(REFERENCES, values![customer.value()]).await?;
    tx.execute(INVOICES, values![customer.value()]).await.map(drop)
}

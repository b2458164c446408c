//! Receipts of the past, customer by customer.

use regulars_flows::PastReceiptQuery;
use regulars_kernel::{CustomerId, StoreError};
use regulars_purchases::Purchase;

use super::purchase_row::{PurchaseRow, SELECT};
use crate::wall::{ReadTx, ScopedQuery, values};

/// Whose receipts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OfWhom {
    /// Of those behind that customer, by their ids; of all.
    Behind(Option<CustomerId>),
    /// Of that customer.
    One(CustomerId),
}

/// Those that are no invoices, at most so many, by the index of the receipts of customers.
pub(crate) async fn past_receipts(
    tx: &ReadTx,
    asked: PastReceiptQuery,
    of: OfWhom,
    at_most: u32,
) -> Result<Vec<Purchase>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), Vec::new());
    match of {
        OfWhom::Behind(None) => query.push(" AND purchase.customer_id IS NOT NULL", []),
        OfWhom::Behind(Some(after)) => query.push(" AND purchase.customer_id > ?", values![after.value()]),
        OfWhom::One(customer) => query.push(" AND purchase.customer_id = ?", values![customer.value()]),
    };
    query.push(
        " AND purchase.counted_at >= ? AND purchase.counted_at < ? AND NOT EXISTS (
             SELECT 1 FROM invoices AS invoice
             WHERE invoice.merchant_id = $1 AND invoice.purchase_id = purchase.id)",
        values![asked.from, asked.until],
    );
    query.push(
        " ORDER BY purchase.customer_id, purchase.counted_at, purchase.id LIMIT ?",
        values![i64::from(at_most)],
    );
    let rows: Vec<PurchaseRow> = tx.query(query).await?;
    rows.into_iter().map(Purchase::try_from).collect()
}

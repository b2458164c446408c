//! What a customer bought and gave back in a period.

use regulars_flows::OperationTotals;
use regulars_kernel::{CustomerId, Instant, StoreError};

use super::sources::{PURCHASE, REFUND, in_dialect, refunded_at};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, values};

/// What the customer bought. What is unlikely SQLite looks up in an index.
macro_rules! purchases {
    ($of_customer:literal) => {
        concat!(
            "SELECT CAST(50 AS bigint) AS source, count(*) AS counted, CAST(coalesce(sum(p.total), 0) AS bigint) AS total
             FROM purchases AS p WHERE p.merchant_id = $1 AND ",
            $of_customer
        )
    };
}

#[derive(FromRow)]
struct SumRow {
    source: i64,
    counted: i64,
    total: i64,
}

pub(super) async fn of_customer(
    tx: &ReadTx,
    customer: CustomerId,
    from: Option<Instant>,
    to: Option<Instant>,
) -> Result<OperationTotals, StoreError> {
    const PURCHASES: ScopedSql =
        ScopedSql::by_dialect(purchases!("unlikely(p.customer_id = $2)"), purchases!("p.customer_id = $2"));
    const REFUNDS: &str = " UNION ALL
         SELECT CAST(60 AS bigint) AS source, count(*) AS counted, CAST(coalesce(sum(r.total), 0) AS bigint) AS total
         FROM purchases AS p JOIN refunds AS r ON r.merchant_id = $1 AND unlikely(r.purchase_id = p.id)
         WHERE p.merchant_id = $1 AND (p.has_refunds OR p.refunded_total <> 0) AND unlikely(p.customer_id = ?)";
    let backend = tx.backend();
    let mut query = ScopedQuery::new(PURCHASES, backend, values![customer.value()]);
    push_period(&mut query, "p.counted_at", from, to);
    query.push(&in_dialect(REFUNDS, backend), values![customer.value()]);
    push_period(&mut query, refunded_at!(), from, to);
    let rows: Vec<SumRow> = tx.query(query).await?;
    let mut totals = OperationTotals::default();
    for SumRow { source, counted, total } in rows {
        match source {
            PURCHASE => (totals.purchases, totals.purchased) = (counted, total),
            REFUND => (totals.refunds, totals.refunded) = (counted, total),
            _ => {}
        }
    }
    Ok(totals)
}

fn push_period(query: &mut ScopedQuery, at: &str, from: Option<Instant>, to: Option<Instant>) {
    if let Some(from) = from {
        query.push(&format!(" AND {at} >= ?"), values![from]);
    }
    if let Some(to) = to {
        query.push(&format!(" AND {at} < ?"), values![to]);
    }
}

//! How many carts are abandoned, and what comes of them.

use regulars_kernel::{Instant, StoreError};
use regulars_purchases::{CartFigures, CartSum};

use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, values};

#[derive(FromRow)]
struct FiguresRow {
    abandoned: i64,
    abandoned_total: i64,
    recovered: i64,
    recovered_total: i64,
}

/// One statement over the carts that were abandoned in that time: those that became a purchase before are none.
pub(super) async fn read(
    tx: &ReadTx,
    from: Option<Instant>,
    until: Option<Instant>,
    now: Instant,
) -> Result<CartFigures, StoreError> {
    const READ: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS abandoned, CAST(coalesce(sum(k.total), 0) AS bigint) AS abandoned_total,
             count(k.purchase_id) AS recovered,
             CAST(coalesce(sum(CASE WHEN k.purchase_id IS NOT NULL THEN k.total END), 0) AS bigint) AS recovered_total
         FROM carts AS k
         WHERE k.merchant_id = $1 AND k.abandons_at <= $2
             AND (k.bought_at IS NULL OR k.bought_at >= k.abandons_at)
             AND (k.customer_id IS NOT NULL OR k.expires_at > $2)",
    );
    let mut query = ScopedQuery::new(READ, tx.backend(), values![now]);
    if let Some(from) = from {
        query.push(" AND k.abandons_at >= ?", values![from]);
    }
    if let Some(until) = until {
        query.push(" AND k.abandons_at < ?", values![until]);
    }
    let rows: Vec<FiguresRow> = tx.query(query).await?;
    let figures = rows.into_iter().next().map(|row| CartFigures {
        abandoned: CartSum { count: row.abandoned, total: row.abandoned_total },
        recovered: CartSum { count: row.recovered, total: row.recovered_total },
    });
    Ok(figures.unwrap_or_default())
}

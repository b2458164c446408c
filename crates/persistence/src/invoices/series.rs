//! Series of numbers.

use regulars_invoices::Series;
use regulars_kernel::StoreError;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

/// Whoever counts holds the row until the end of its transaction, and gives the count back when it gives up.
pub(super) async fn next(tx: &mut WriteTx, series: Series, year: i32) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct CountRow {
        counted: i64,
    }
    const COUNT: ScopedSql = ScopedSql::new(
        "INSERT INTO invoice_series AS s (merchant_id, series, year, counted) VALUES ($1, $2, $3, 1)
         ON CONFLICT (merchant_id, series, year) DO UPDATE SET counted = s.counted + 1
         RETURNING counted",
    );
    let CountRow { counted } = tx.one(COUNT, values![series.name(), i64::from(year)]).await?;
    Ok(counted)
}

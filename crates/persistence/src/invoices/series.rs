//! Series of numbers.

use regulars_invoices::{InvoiceNumber, Series};
use regulars_kernel::{Date, StoreError};

use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

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

pub(super) async fn hold(tx: &mut WriteTx, series: Series, year: i32) -> Result<(), StoreError> {
    const HOLD: ScopedSql = ScopedSql::new(
        "INSERT INTO invoice_series AS s (merchant_id, series, year, counted) VALUES ($1, $2, $3, 0)
         ON CONFLICT (merchant_id, series, year) DO UPDATE SET counted = s.counted",
    );
    tx.execute(HOLD, values![series.name(), i64::from(year)]).await.map(drop)
}

pub(super) async fn credit_note(tx: &ReadTx, number: &InvoiceNumber) -> Result<Option<Date>, StoreError> {
    #[derive(FromRow)]
    struct DayRow {
        business_date: Date,
    }
    // The source is `CREDIT_NOTE_SOURCE`; it stands here because an index has it for its condition.
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT business_date FROM refunds
         WHERE merchant_id = $1 AND source = 'credit-notes' AND refund_number = $2 LIMIT 1",
    );
    let row: Option<DayRow> = tx.optional(FIND, values![number.key()]).await?;
    Ok(row.map(|row| row.business_date))
}

//! Receipts of which only the number is known. The days on which one may have been booked are sent along: each is one look
//! into the index of the natural key, so that no other index has to be kept up for what is rare.

use regulars_kernel::{Date, StoreError};
use regulars_purchases::NumberedReceipt;
use sea_orm::DbBackend;
use serde::Serialize;
use uuid::Uuid;

use super::line_row::encode;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

/// A receipt that is never there. Its id is one that nobody else makes.
#[derive(Serialize)]
struct ProbeRow {
    id: Uuid,
    day: Date,
}

#[derive(FromRow)]
struct DayRow {
    business_date: Date,
}

/// The days on which receipts with the number were booked, earliest first.
pub(super) async fn days(tx: &ReadTx, numbered: &NumberedReceipt) -> Result<Vec<Date>, StoreError> {
    const DAYS: ScopedSql = ScopedSql::by_dialect(
        "SELECT purchase.business_date
         FROM json_each($4) AS day
         CROSS JOIN purchases AS purchase
         WHERE purchase.merchant_id = $1 AND purchase.source = $2 AND purchase.business_date = day.value
             AND purchase.receipt_number = $3
         ORDER BY purchase.business_date",
        "SELECT purchase.business_date
         FROM json_array_elements_text($4::json) AS day(value)
         CROSS JOIN LATERAL (
             SELECT candidate.business_date FROM purchases AS candidate
             WHERE candidate.merchant_id = $1 AND candidate.source = $2
                 AND candidate.business_date = day.value::date AND candidate.receipt_number = $3
             LIMIT 1
         ) AS purchase
         ORDER BY purchase.business_date",
    );
    let NumberedReceipt { source, number, refunded_on: _ } = numbered;
    let rows: Vec<DayRow> =
        tx.all(DAYS, values![source.as_str(), number.as_str(), days_json(numbered)?]).await?;
    Ok(rows.into_iter().map(|row| row.business_date).collect())
}

/// As `receipts::await_receipt`, for each of the days.
pub(super) async fn await_receipts(tx: &WriteTx, numbered: &NumberedReceipt) -> Result<(), StoreError> {
    const PROBE: ScopedSql = ScopedSql::new(
        "INSERT INTO purchases (merchant_id, id, source, business_date, receipt_number, fingerprint, occurred_at,
             recorded_at, clock_skewed, currency, total, refunded_total, fully_refunded, tenders, coupons)
         SELECT $1, probe.id, $2, probe.day, $3, '', 'epoch', 'epoch', false, '', 0, 0, true, '[]', '[]'
         FROM json_to_recordset($4::json) AS probe(id uuid, day date)
         ON CONFLICT DO NOTHING",
    );
    if tx.backend() != DbBackend::Postgres {
        return Ok(());
    }
    let NumberedReceipt { source, number, refunded_on: _ } = numbered;
    let probes = (1..).zip(numbered.days()).map(|(place, day)| ProbeRow { id: Uuid::from_u128(place), day });
    let probes: Vec<ProbeRow> = probes.collect();
    tx.savepoint().await?;
    tx.execute(PROBE, values![source.as_str(), number.as_str(), encode(&probes)?]).await?;
    tx.end_savepoint(false).await
}

fn days_json(numbered: &NumberedReceipt) -> Result<String, StoreError> {
    encode(&numbered.days().map(|day| day.to_string()).collect::<Vec<_>>())
}

//! Refunds that wait for their receipt.

use chrono::Days;
use regulars_kernel::{Date, Page, PageRequest, StoreError};
use regulars_purchases::{
    MeantReceipt, NumberedReceipt, PurchaseName, Receipt, ReceiptKey, ReceiptNumber, RefundKey, Source,
    WaitingPosition, WaitingRefund,
};

use super::line_row::encode_waiting;
use super::refund_row::WaitingRow;
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

macro_rules! select {
    ($condition:literal) => {
        ScopedSql::new(concat!(
            "SELECT refund_id, receipt_id, receipt_source, receipt_business_date, receipt_number, source,
                 business_date, refund_number, fingerprint, occurred_at, recorded_at, CAST(lines AS TEXT) AS lines,
                 rejected_because
             FROM waiting_refunds WHERE merchant_id = $1 AND ",
            $condition
        ))
    };
}

macro_rules! keep {
    ($lines:literal) => {
        concat!(
            "INSERT INTO waiting_refunds (merchant_id, source, business_date, refund_number, refund_id, receipt_id,
                 receipt_source, receipt_business_date, receipt_number, fingerprint, occurred_at, recorded_at, lines,
                 rejected_because)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, ",
            $lines,
            ", $14)
             ON CONFLICT (merchant_id, source, business_date, refund_number) DO UPDATE
             SET rejected_because = excluded.rejected_because
             WHERE excluded.rejected_because IS NOT NULL
                 AND waiting_refunds.fingerprint = excluded.fingerprint"
        )
    };
}

pub(super) async fn find(tx: &ReadTx, key: &RefundKey) -> Result<Option<WaitingRefund>, StoreError> {
    const FIND: ScopedSql = select!("source = $2 AND business_date = $3 AND refund_number = $4");
    let RefundKey { source, business_date, number } = key;
    let key = values![source.as_str(), *business_date, number.as_str()];
    tx.optional::<WaitingRow>(FIND, key).await?.map(WaitingRefund::try_from).transpose()
}

pub(super) async fn of_receipt(tx: &ReadTx, receipt: &Receipt) -> Result<Vec<WaitingRefund>, StoreError> {
    const LIST: ScopedSql = select!(
        "rejected_because IS NULL
             AND (receipt_id = $2
                 OR (receipt_source = $3 AND receipt_business_date = $4 AND receipt_number = $5)
                 OR (receipt_source = $3 AND receipt_business_date IS NULL AND receipt_number = $5
                     AND business_date BETWEEN $4 AND $6))
         ORDER BY occurred_at, source, business_date, refund_number"
    );
    let ReceiptKey { source, business_date, number } = &receipt.key;
    let names = values![
        receipt.id.value(),
        source.as_str(),
        *business_date,
        number.as_str(),
        last_refund_day(*business_date),
    ];
    let rows: Vec<WaitingRow> = tx.all(LIST, names).await?;
    rows.into_iter().map(WaitingRefund::try_from).collect()
}

/// The last day on which a refund may mean a receipt of that day by its number alone.
pub(super) fn last_refund_day(business_date: Date) -> Date {
    business_date.checked_add_days(Days::new(NumberedReceipt::DAYS.into())).unwrap_or(Date::MAX)
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<WaitingPosition>,
) -> Result<Page<WaitingRefund, WaitingPosition>, StoreError> {
    const LIST: ScopedSql = select!("TRUE");
    let mut query = ScopedQuery::new(LIST, tx.backend(), Vec::new());
    if let Some(WaitingPosition { recorded_at, id }) = page.after {
        query.push(" AND (recorded_at, refund_id) > (?, ?)", values![recorded_at, id.value()]);
    }
    query.push(" ORDER BY recorded_at, refund_id LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<WaitingRow> = tx.query(query).await?;
    let refunds = rows.into_iter().map(WaitingRefund::try_from).collect::<Result<Vec<_>, _>>()?;
    let position =
        |refund: &WaitingRefund| WaitingPosition { recorded_at: refund.recorded_at, id: refund.id };
    Ok(Page::from_surplus(refunds, page.size, position))
}

/// A refund that waits is kept once; one that did not fit gets its reason.
pub(super) async fn keep(tx: &WriteTx, refund: &WaitingRefund) -> Result<bool, StoreError> {
    const KEEP: ScopedSql = ScopedSql::by_dialect(keep!("$13"), keep!("$13::jsonb"));
    let WaitingRefund { id, receipt, key, fingerprint, occurred_at, recorded_at, lines, rejected_because } =
        refund;
    let (receipt_id, source, business_date, number) = match receipt {
        MeantReceipt::Named(PurchaseName::Id(id)) => (Some(id.value()), None, None, None),
        MeantReceipt::Named(PurchaseName::Receipt(ReceiptKey { source, business_date, number })) => {
            (None, Some(source), Some(*business_date), Some(number))
        }
        MeantReceipt::Numbered(NumberedReceipt { source, number, refunded_on: _ }) => {
            (None, Some(source), None, Some(number))
        }
    };
    let kept = values![
        key.source.as_str(),
        key.business_date,
        key.number.as_str(),
        id.value(),
        receipt_id,
        source.map(Source::as_str),
        business_date,
        number.map(ReceiptNumber::as_str),
        fingerprint.0.to_vec(),
        *occurred_at,
        *recorded_at,
        encode_waiting(lines)?,
        rejected_because.clone(),
    ];
    Ok(tx.execute(KEEP, kept).await? == 1)
}

pub(super) async fn remove(tx: &WriteTx, key: &RefundKey) -> Result<(), StoreError> {
    const REMOVE: ScopedSql = ScopedSql::new(
        "DELETE FROM waiting_refunds
         WHERE merchant_id = $1 AND source = $2 AND business_date = $3 AND refund_number = $4",
    );
    let RefundKey { source, business_date, number } = key;
    let key = values![source.as_str(), *business_date, number.as_str()];
    tx.execute(REMOVE, key).await.map(drop)
}

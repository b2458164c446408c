//! Refunds that wait for their receipt.

use regulars_kernel::StoreError;
use regulars_purchases::{PurchaseName, Receipt, ReceiptKey, RefundKey, WaitingRefund};

use super::line_row::encode_waiting;
use super::refund_row::WaitingRow;
use crate::wall::{ScopedSql, Tx, values};

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

pub(super) async fn find(tx: &Tx, key: &RefundKey) -> Result<Option<WaitingRefund>, StoreError> {
    const FIND: ScopedSql = select!("source = $2 AND business_date = $3 AND refund_number = $4");
    let RefundKey { source, business_date, number } = key;
    let key = values![source.as_str(), *business_date, number.as_str()];
    tx.optional::<WaitingRow>(FIND, key).await?.map(WaitingRefund::try_from).transpose()
}

pub(super) async fn of_receipt(tx: &Tx, receipt: &Receipt) -> Result<Vec<WaitingRefund>, StoreError> {
    const LIST: ScopedSql = select!(
        "rejected_because IS NULL
             AND (receipt_id = $2
                 OR (receipt_source = $3 AND receipt_business_date = $4 AND receipt_number = $5))
         ORDER BY occurred_at, source, business_date, refund_number"
    );
    let ReceiptKey { source, business_date, number } = &receipt.key;
    let names = values![receipt.id.value(), source.as_str(), *business_date, number.as_str()];
    let rows: Vec<WaitingRow> = tx.all(LIST, names).await?;
    rows.into_iter().map(WaitingRefund::try_from).collect()
}

/// A refund that waits is kept once; one that did not fit gets its reason.
pub(super) async fn keep(tx: &Tx, refund: &WaitingRefund) -> Result<bool, StoreError> {
    const KEEP: ScopedSql = ScopedSql::by_dialect(keep!("$13"), keep!("$13::jsonb"));
    let WaitingRefund { id, receipt, key, fingerprint, occurred_at, recorded_at, lines, rejected_because } =
        refund;
    let (receipt_id, receipt_key) = match receipt {
        PurchaseName::Id(id) => (Some(id.value()), None),
        PurchaseName::Receipt(key) => (None, Some(key)),
    };
    let kept = values![
        key.source.as_str(),
        key.business_date,
        key.number.as_str(),
        id.value(),
        receipt_id,
        receipt_key.map(|key| key.source.as_str()),
        receipt_key.map(|key| key.business_date),
        receipt_key.map(|key| key.number.as_str()),
        fingerprint.0.to_vec(),
        *occurred_at,
        *recorded_at,
        encode_waiting(lines)?,
        rejected_because.clone(),
    ];
    Ok(tx.execute(KEEP, kept).await? == 1)
}

pub(super) async fn remove(tx: &Tx, key: &RefundKey) -> Result<(), StoreError> {
    const REMOVE: ScopedSql = ScopedSql::new(
        "DELETE FROM waiting_refunds
         WHERE merchant_id = $1 AND source = $2 AND business_date = $3 AND refund_number = $4",
    );
    let RefundKey { source, business_date, number } = key;
    let key = values![source.as_str(), *business_date, number.as_str()];
    tx.execute(REMOVE, key).await.map(drop)
}

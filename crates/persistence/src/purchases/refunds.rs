//! Refunds that were taken off their receipts.

use regulars_kernel::{PurchaseId, StoreError};
use regulars_purchases::{Refund, RefundKey};
use uuid::Uuid;

use super::line_row::encode_refunded;
use super::refund_row::RefundRow;
use super::waiting;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

macro_rules! select {
    ($list:literal, $object:literal, $condition:literal) => {
        concat!(
            "SELECT refund.id, refund.purchase_id, refund.source, refund.business_date, refund.refund_number,
                 refund.fingerprint, refund.occurred_at, refund.recorded_at, refund.clock_skewed, refund.total,
                 (SELECT CAST(",
            $list,
            "(",
            $object,
            "('line', line.line, 'quantity', line.quantity, 'total', line.total)) AS TEXT)
                  FROM refund_lines AS line
                  WHERE line.merchant_id = $1 AND line.refund_id = refund.id) AS lines
             FROM refunds AS refund
             WHERE refund.merchant_id = $1 AND ",
            $condition
        )
    };
    ($condition:literal) => {
        ScopedSql::by_dialect(
            select!("json_group_array", "json_object", $condition),
            select!("json_agg", "json_build_object", $condition),
        )
    };
}

pub(super) async fn find(tx: &ReadTx, key: &RefundKey) -> Result<Option<Refund>, StoreError> {
    const FIND: ScopedSql =
        select!("refund.source = $2 AND refund.business_date = $3 AND refund.refund_number = $4");
    let RefundKey { source, business_date, number } = key;
    let key = values![source.as_str(), *business_date, number.as_str()];
    tx.optional::<RefundRow>(FIND, key).await?.map(Refund::try_from).transpose()
}

pub(super) async fn of_purchase(tx: &ReadTx, purchase: PurchaseId) -> Result<Vec<Refund>, StoreError> {
    const LIST: ScopedSql = select!("refund.purchase_id = $2 ORDER BY refund.occurred_at, refund.id");
    let rows: Vec<RefundRow> = tx.all(LIST, values![purchase.value()]).await?;
    rows.into_iter().map(Refund::try_from).collect()
}

pub(super) async fn insert(tx: &WriteTx, refund: &Refund, completes: bool) -> Result<bool, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO refunds (merchant_id, id, purchase_id, source, business_date, refund_number, fingerprint,
             occurred_at, recorded_at, clock_skewed, total)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (merchant_id, source, business_date, refund_number) DO NOTHING",
    );
    let Refund { id, purchase, key, fingerprint, occurred_at, recorded_at, clock_skewed, lines: _, total } =
        refund;
    let new = values![
        id.value(),
        purchase.value(),
        key.source.as_str(),
        key.business_date,
        key.number.as_str(),
        fingerprint.0.to_vec(),
        *occurred_at,
        *recorded_at,
        *clock_skewed,
        *total,
    ];
    if tx.execute(INSERT, new).await? == 0 {
        return Ok(false);
    }
    take_off_lines(tx, refund).await?;
    take_off_totals(tx, refund, completes).await?;
    waiting::remove(tx, key).await?;
    Ok(true)
}

async fn take_off_lines(tx: &WriteTx, refund: &Refund) -> Result<(), StoreError> {
    const INSERT_LINES: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO refund_lines (merchant_id, refund_id, line, quantity, total)
         SELECT $1, $2, part.value ->> 'line', part.value ->> 'quantity', part.value ->> 'total'
         FROM json_each($3) AS part",
        "INSERT INTO refund_lines (merchant_id, refund_id, line, quantity, total)
         SELECT $1, $2, part.line, part.quantity, part.total
         FROM json_to_recordset($3::json) AS part(line bigint, quantity bigint, total bigint)",
    );
    // Without its LIMIT SQLite reads the list anew for each line.
    const UPDATE_LINES: ScopedSql = ScopedSql::by_dialect(
        "UPDATE purchase_lines AS bought
         SET refunded_quantity = bought.refunded_quantity + part.quantity,
             refunded_total = bought.refunded_total + part.total
         FROM (SELECT value ->> 'line' AS line, value ->> 'quantity' AS quantity, value ->> 'total' AS total
               FROM json_each($3) LIMIT -1) AS part
         WHERE bought.merchant_id = $1 AND bought.purchase_id = $2 AND bought.line = part.line",
        "UPDATE purchase_lines AS bought
         SET refunded_quantity = bought.refunded_quantity + part.quantity,
             refunded_total = bought.refunded_total + part.total
         FROM json_to_recordset($3::json) AS part(line bigint, quantity bigint, total bigint)
         WHERE bought.merchant_id = $1 AND bought.purchase_id = $2 AND bought.line = part.line",
    );
    let lines = encode_refunded(&refund.lines)?;
    tx.execute(INSERT_LINES, values![refund.id.value(), lines.clone()]).await?;
    tx.execute(UPDATE_LINES, values![refund.purchase.value(), lines]).await.map(drop)
}

#[derive(FromRow)]
struct BuyerRow {
    customer_id: Option<Uuid>,
}

/// What the last refund of a receipt takes off the totals of its buyer: one statement, because PostgreSQL asks for the customer's
/// record, which whoever holds it may wait with for the totals, where a transaction writes a row of its own again.
macro_rules! take_off_whole {
    ($database:ident) => {
        concat!(
            "UPDATE customer_totals
             SET purchase_total = purchase_total - $3, purchase_count = purchase_count - 1,
                 first_purchase_at = (
                     SELECT min(kept.counted_at) FROM purchases AS kept
                     WHERE kept.merchant_id = $1 AND kept.customer_id = $2 AND NOT kept.fully_refunded),
                 last_purchase_at = (
                     SELECT max(kept.counted_at) FROM purchases AS kept
                     WHERE kept.merchant_id = $1 AND kept.customer_id = $2 AND NOT kept.fully_refunded),
                 (buying_gaps, median_gap_days, next_purchase_on, latest_day, latest_gaps) = (
            ",
            $crate::purchases::rhythm::rhythm!("$2" on $database),
            "
             ) WHERE merchant_id = $1 AND customer_id = $2"
        )
    };
}

async fn take_off_totals(tx: &WriteTx, refund: &Refund, completes: bool) -> Result<(), StoreError> {
    const TAKE_OFF_PURCHASE: ScopedSql = ScopedSql::new(
        "UPDATE purchases SET refunded_total = refunded_total + $3, fully_refunded = $4,
             has_refunds = TRUE
         WHERE merchant_id = $1 AND id = $2
         RETURNING customer_id",
    );
    const TAKE_OFF: ScopedSql = ScopedSql::new(
        "UPDATE customer_totals SET purchase_total = purchase_total - $3
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    const HOLD: ScopedSql = ScopedSql::locking_in_writes(
        "SELECT customer_id FROM customer_totals WHERE merchant_id = $1 AND customer_id = $2",
    );
    const TAKE_OFF_WHOLE: ScopedSql =
        ScopedSql::by_dialect(take_off_whole!(SQLite), take_off_whole!(PostgreSQL));
    let changed = values![refund.purchase.value(), refund.total, completes];
    let BuyerRow { customer_id } = tx.one(TAKE_OFF_PURCHASE, changed).await?;
    let Some(customer) = customer_id else {
        return Ok(());
    };
    let taken = values![customer, refund.total];
    if !completes {
        return tx.execute(TAKE_OFF, taken).await.map(drop);
    }
    // Held by a statement of its own: a purchase of the same customer that was recorded meanwhile is seen by the next one, and one
    // that is not yet recorded waits for us and then counts itself.
    let _held: Option<BuyerRow> = tx.optional(HOLD, values![customer]).await?;
    tx.execute(TAKE_OFF_WHOLE, taken).await.map(drop)
}

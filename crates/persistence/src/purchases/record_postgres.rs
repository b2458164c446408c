//! Records a receipt on PostgreSQL: one statement between BEGIN and COMMIT.

use regulars_kernel::{StoreError, StoreId, TerminalId};
use regulars_purchases::{Receipt, Recording};
use sea_orm::{FromQueryResult, Value};

use super::buyer::{LookedFor, buyer, buyer_warning, looked_for};
use super::line_row::encode_lines;
use super::recorded_row::{BuyerRow, warning_of};
use super::tender_row::{encode_coupons, encode_tenders};
use super::warning_row::encode_warnings;
use crate::customers::who_is_meant::member_of_card;
use crate::error::inconsistent;
use crate::wall::{ScopedSql, Tx, values};

/// Finds the buyer, creates the customer of a member who buys here for the first time, records the receipt unless its
/// key or id is taken, adds its lines and counts it.
///
/// Every part sees the database as it stood when the statement began, so what may happen at the same time is left to
/// the unique indexes: they make the second of two identical receipts, and the second of two customers of one member,
/// wait for the first. Only `receipt_is_awaited` looks afresh. A customer whom somebody else creates at the same time is
/// updated in a column of no key: that lock does not stand in the way of foreign keys, so nobody waits in a circle.
const RECORD: ScopedSql = ScopedSql::new(concat!(
    "WITH known AS MATERIALIZED (
         SELECT customers.id, customers.customer_type, customers.first_name, customers.last_name
         FROM customers
         WHERE customers.merchant_id = $1 AND customers.id = ",
    buyer!("$9", "$22", "$8"),
    "
     ), gate AS MATERIALIZED (
         SELECT
             EXISTS (SELECT 1 FROM purchases AS earlier
                     WHERE earlier.merchant_id = $1 AND earlier.source = $3 AND earlier.business_date = $4
                         AND earlier.receipt_number = $5) AS taken,
             $9 IS NULL OR EXISTS (SELECT 1 FROM known) AS customer_known,
             $10 IS NULL OR EXISTS (SELECT 1 FROM stores
                                    WHERE stores.merchant_id = $1 AND stores.id = $10) AS store_known,
             coalesce($10, (SELECT terminals.store_id FROM terminals
                            WHERE terminals.merchant_id = $1 AND terminals.id = $11)) AS store_id,
             ",
    buyer_warning!("$22", "$8", "(SELECT known.id FROM known)"),
    " AS warning,
             ",
    member_of_card!("$22"),
    " AS member_id
     ), created AS (
         INSERT INTO customers (merchant_id, id, member_id, customer_type, attributes, created_by, search_text,
             created_at, updated_at)
         SELECT $1, $20, gate.member_id, 'member', '{}'::jsonb, 'terminal', '', $13, $13
         FROM gate
         WHERE gate.member_id IS NOT NULL AND NOT gate.taken AND gate.store_known
             AND NOT EXISTS (SELECT 1 FROM known)
         ON CONFLICT (merchant_id, member_id) DO UPDATE SET updated_at = customers.updated_at
         RETURNING id, customer_type, first_name, last_name
     ), buyer AS (
         SELECT id, customer_type, first_name, last_name FROM known
         UNION ALL
         SELECT id, customer_type, first_name, last_name FROM created
     ), recorded AS (
         INSERT INTO purchases (merchant_id, id, source, business_date, receipt_number, fingerprint, customer_id,
             identified_by, card_number, buyer_warning, store_id, terminal_id, occurred_at, recorded_at,
             clock_skewed, currency, total, refunded_total, fully_refunded, tenders, coupons, counts_as_recorded,
             warnings)
         SELECT $1, $2, $3, $4, $5, $6, (SELECT buyer.id FROM buyer), $21, $7, gate.warning, gate.store_id, $11,
             $12, $13, $14, $15, $16, 0, false, $17::jsonb, $18::jsonb, $23, $24::jsonb
         FROM gate
         WHERE NOT gate.taken AND gate.customer_known AND gate.store_known
         ON CONFLICT DO NOTHING
         RETURNING id, customer_id
     ), added AS (
         INSERT INTO purchase_lines (merchant_id, purchase_id, line, kind, sku, name, category, quantity, unit,
             unit_price, discount, total, refunded_quantity, refunded_total)
         SELECT $1, recorded.id, line.line, line.kind, line.sku, line.name, line.category, line.quantity, line.unit,
             line.unit_price, line.discount, line.total, 0, 0
         FROM recorded, json_to_recordset($19::json) AS line(line bigint, kind text, sku text, name text,
             category text, quantity bigint, unit text, unit_price bigint, discount bigint, total bigint)
     ), counted AS (
         INSERT INTO customer_totals AS totals (merchant_id, customer_id, purchase_count, purchase_total,
             first_purchase_at, last_purchase_at)
         SELECT $1, recorded.customer_id, 1, $16, $25, $25
         FROM recorded
         WHERE recorded.customer_id IS NOT NULL
         ON CONFLICT (merchant_id, customer_id) DO UPDATE
         SET purchase_count = totals.purchase_count + 1,
             purchase_total = totals.purchase_total + excluded.purchase_total,
             first_purchase_at = least(totals.first_purchase_at, excluded.first_purchase_at),
             last_purchase_at = greatest(totals.last_purchase_at, excluded.last_purchase_at)
         RETURNING purchase_count, purchase_total, first_purchase_at, last_purchase_at
     )
     SELECT
         CASE
             WHEN gate.taken THEN 'taken'
             WHEN NOT gate.customer_known THEN 'unknown_customer'
             WHEN NOT gate.store_known THEN 'unknown_store'
             WHEN recorded.id IS NULL THEN 'taken'
             ELSE 'recorded'
         END AS verdict,
         gate.warning,
         CASE WHEN recorded.id IS NULL THEN false ELSE receipt_is_awaited($1, recorded.id, $3, $4, $5) END AS awaited,
         recorded.customer_id, buyer.customer_type, buyer.first_name, buyer.last_name,
         counted.purchase_count, counted.purchase_total, counted.first_purchase_at, counted.last_purchase_at
     FROM gate
     LEFT JOIN recorded ON true
     LEFT JOIN buyer ON true
     LEFT JOIN counted ON true"
));

#[derive(FromQueryResult)]
struct RecordedRow {
    verdict: String,
    warning: Option<String>,
    awaited: bool,
    #[sea_orm(nested)]
    buyer: BuyerRow,
}

pub(super) async fn record(tx: &Tx, receipt: &Receipt) -> Result<Recording, StoreError> {
    let row: RecordedRow = tx.one(RECORD, parameters(receipt)?).await?;
    match row.verdict.as_str() {
        "recorded" => Ok(Recording::Recorded {
            customer: row.buyer.brief()?,
            warning: warning_of(row.warning.as_deref())?,
            awaited: row.awaited,
        }),
        "taken" => Ok(Recording::Taken),
        "unknown_customer" => Ok(Recording::UnknownCustomer),
        "unknown_store" => Ok(Recording::UnknownStore),
        other => Err(inconsistent("purchases", other)),
    }
}

/// The parameters from `$2` on.
fn parameters(receipt: &Receipt) -> Result<Vec<Value>, StoreError> {
    let LookedFor { scanned, card, phone, customer } = looked_for(receipt.identify.as_ref());
    let identified_by = receipt.identify.as_ref().map(|identify| identify.identification().name());
    Ok(values![
        receipt.id.value(),
        receipt.key.source.as_str(),
        receipt.key.business_date,
        receipt.key.number.as_str(),
        receipt.fingerprint.0.to_vec(),
        scanned,
        phone,
        customer,
        receipt.store.map(StoreId::value),
        receipt.terminal.map(TerminalId::value),
        receipt.occurred_at,
        receipt.recorded_at,
        receipt.clock_skewed,
        receipt.currency.code(),
        receipt.total,
        encode_tenders(&receipt.tenders)?,
        encode_coupons(&receipt.coupons)?,
        encode_lines(&receipt.lines)?,
        receipt.new_customer.value(),
        identified_by,
        card,
        receipt.counts_as_recorded,
        encode_warnings(&receipt.warnings)?,
        receipt.counted_at(),
    ])
}

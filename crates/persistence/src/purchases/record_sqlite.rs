//! Records a receipt on SQLite. There is one writer and each statement costs microseconds, so plain statements do:
//! nothing can happen between them.

use regulars_kernel::{Date, Instant, StoreError, StoreId, TerminalId};
use regulars_purchases::{BuyerWarning, Identify, Receipt, ReceiptKey, ReceiptOutcome, RecordedReceipt};
use uuid::Uuid;

use super::buyer::{LookedFor, buyer, buyer_warning, looked_for};
use super::line_row::encode_lines;
use super::recorded_row::{BuyerRow, warning_of};
use super::rhythm::{KeptRhythm, count_day};
use super::tender_row::{encode_coupons, encode_tenders};
use super::waiting::last_refund_day;
use super::warning_row::encode_warnings;
use crate::carts::matching::match_receipt;
use crate::customers::who_is_meant::member_of_card;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

const RESOLVE: ScopedSql = ScopedSql::new(concat!(
    "SELECT found.*, ",
    buyer_warning!("$6", "$7", "found.customer_id"),
    " AS warning
     FROM (
         SELECT ",
    member_of_card!("$6"),
    " AS member_id,
             customer.id AS customer_id, customer.customer_type, customer.first_name, customer.last_name,
             EXISTS (SELECT 1 FROM purchases AS earlier
                     WHERE earlier.merchant_id = $1 AND earlier.source = $2 AND earlier.business_date = $3
                         AND earlier.receipt_number = $4)
                 OR EXISTS (SELECT 1 FROM purchases AS earlier
                            WHERE earlier.merchant_id = $1 AND earlier.id = $5) AS taken,
             $9 IS NULL OR EXISTS (SELECT 1 FROM stores
                                   WHERE stores.merchant_id = $1 AND stores.id = $9) AS store_known,
             coalesce($9, (SELECT terminals.store_id FROM terminals
                           WHERE terminals.merchant_id = $1 AND terminals.id = $10)) AS store_id,
             EXISTS (SELECT 1 FROM waiting_refunds AS waiting
                     WHERE waiting.merchant_id = $1 AND waiting.receipt_id = $5
                         AND waiting.rejected_because IS NULL)
                 OR EXISTS (SELECT 1 FROM waiting_refunds AS waiting
                            WHERE waiting.merchant_id = $1 AND waiting.receipt_source = $2
                                AND waiting.receipt_business_date = $3 AND waiting.receipt_number = $4
                                AND waiting.rejected_because IS NULL)
                 OR EXISTS (SELECT 1 FROM waiting_refunds AS waiting
                            WHERE waiting.merchant_id = $1 AND waiting.receipt_source = $2
                                AND waiting.receipt_business_date IS NULL AND waiting.receipt_number = $4
                                AND waiting.business_date BETWEEN $3 AND $11
                                AND waiting.rejected_because IS NULL) AS awaited
         FROM (SELECT 1) AS one
         LEFT JOIN customers AS customer ON customer.merchant_id = $1 AND customer.id = ",
    buyer!("$8", "$6", "$7"),
    ") AS found"
));

const CREATE_CUSTOMER: ScopedSql = ScopedSql::new(
    "INSERT INTO customers (merchant_id, id, member_id, customer_type, attributes, created_by, search_text,
         created_at, updated_at)
     VALUES ($1, $2, $3, 'member', '{}', 'terminal', '', $4, $4)",
);

const INSERT: ScopedSql = ScopedSql::new(
    "INSERT INTO purchases (merchant_id, id, source, business_date, receipt_number, fingerprint, customer_id,
         identified_by, card_number, buyer_warning, store_id, terminal_id, occurred_at, recorded_at, clock_skewed,
         currency, total, refunded_total, fully_refunded, tenders, coupons, counts_as_recorded, warnings,
         cart_external_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, 0, $18, $19, $20, $21, $22)",
);

const INSERT_LINES: ScopedSql = ScopedSql::new(
    "INSERT INTO purchase_lines (merchant_id, purchase_id, line, kind, sku, name, category, quantity, unit,
         unit_price, discount, total, refunded_quantity, refunded_total)
     SELECT $1, $2, line.value ->> 'line', line.value ->> 'kind', line.value ->> 'sku', line.value ->> 'name',
         line.value ->> 'category', line.value ->> 'quantity', line.value ->> 'unit', line.value ->> 'unit_price',
         line.value ->> 'discount', line.value ->> 'total', 0, 0
     FROM json_each($3) AS line",
);

const COUNT: ScopedSql = ScopedSql::new(
    "INSERT INTO customer_totals AS totals (merchant_id, customer_id, purchase_count, purchase_total,
         first_purchase_at, last_purchase_at)
     VALUES ($1, $2, 1, $3, $4, $4)
     ON CONFLICT (merchant_id, customer_id) DO UPDATE
     SET purchase_count = totals.purchase_count + 1,
         purchase_total = totals.purchase_total + excluded.purchase_total,
         first_purchase_at =
             min(coalesce(totals.first_purchase_at, excluded.first_purchase_at), excluded.first_purchase_at),
         last_purchase_at =
             max(coalesce(totals.last_purchase_at, excluded.last_purchase_at), excluded.last_purchase_at)
     RETURNING purchase_count, purchase_total, first_purchase_at, last_purchase_at, buying_gaps, latest_day,
         latest_gaps",
);

#[derive(FromRow)]
struct ResolvedRow {
    member_id: Option<Uuid>,
    warning: Option<String>,
    customer_id: Option<Uuid>,
    customer_type: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    taken: bool,
    store_known: bool,
    store_id: Option<Uuid>,
    awaited: bool,
}

#[derive(FromRow)]
struct TotalsRow {
    purchase_count: i64,
    purchase_total: i64,
    first_purchase_at: Option<Instant>,
    last_purchase_at: Option<Instant>,
    #[nested]
    rhythm: KeptRhythm,
}

pub(super) async fn record(tx: &WriteTx, receipt: &Receipt) -> Result<ReceiptOutcome, StoreError> {
    let found = resolve(tx, receipt).await?;
    if found.taken {
        return Ok(ReceiptOutcome::Taken);
    }
    if found.customer_id.is_none() && matches!(receipt.identify, Some(Identify::Customer(_))) {
        return Ok(ReceiptOutcome::UnknownCustomer);
    }
    if !found.store_known {
        return Ok(ReceiptOutcome::UnknownStore);
    }
    let warning = warning_of(found.warning.as_deref())?;
    let awaited = found.awaited;
    let mut buyer = BuyerRow {
        customer_id: found.customer_id,
        customer_type: found.customer_type,
        first_name: found.first_name,
        last_name: found.last_name,
        purchase_count: None,
        purchase_total: None,
        first_purchase_at: None,
        last_purchase_at: None,
    };
    if let (None, Some(member)) = (buyer.customer_id, found.member_id) {
        let id = receipt.new_customer.value();
        tx.execute(CREATE_CUSTOMER, values![id, member, receipt.recorded_at]).await?;
        buyer.customer_id = Some(id);
        buyer.customer_type = Some("member".to_owned());
    }
    insert(tx, receipt, buyer.customer_id, found.store_id, warning).await?;
    match_receipt(tx, receipt, buyer.customer_id).await?;
    if let Some(customer) = buyer.customer_id {
        let counted = values![customer, receipt.total, receipt.counted_at()];
        let totals: TotalsRow = tx.one(COUNT, counted).await?;
        count_day(tx, customer, day_of(receipt), totals.rhythm).await?;
        buyer.purchase_count = Some(totals.purchase_count);
        buyer.purchase_total = Some(totals.purchase_total);
        buyer.first_purchase_at = totals.first_purchase_at;
        buyer.last_purchase_at = totals.last_purchase_at;
    }
    let store = found.store_id.map(StoreId::new);
    Ok(ReceiptOutcome::Recorded(RecordedReceipt { customer: buyer.brief()?, warning, store, awaited }))
}

/// The day to which a receipt counts, as the column `counted_on` has it.
fn day_of(receipt: &Receipt) -> Date {
    if receipt.counts_as_recorded { receipt.recorded_at.date_naive() } else { receipt.key.business_date }
}

async fn resolve(tx: &ReadTx, receipt: &Receipt) -> Result<ResolvedRow, StoreError> {
    let LookedFor { scanned: _, card, phone, customer } = looked_for(receipt.identify.as_ref());
    let ReceiptKey { source, business_date, number } = &receipt.key;
    let asked = values![
        source.as_str(),
        *business_date,
        number.as_str(),
        receipt.id.value(),
        card,
        phone,
        customer,
        receipt.store.map(StoreId::value),
        receipt.terminal.map(TerminalId::value),
        last_refund_day(*business_date),
    ];
    tx.one(RESOLVE, asked).await
}

async fn insert(
    tx: &WriteTx,
    receipt: &Receipt,
    customer: Option<Uuid>,
    store: Option<Uuid>,
    warning: Option<BuyerWarning>,
) -> Result<(), StoreError> {
    let card = looked_for(receipt.identify.as_ref()).scanned;
    let new = values![
        receipt.id.value(),
        receipt.key.source.as_str(),
        receipt.key.business_date,
        receipt.key.number.as_str(),
        receipt.fingerprint.0.to_vec(),
        customer,
        receipt.identify.as_ref().map(|identify| identify.identification().name()),
        card,
        warning.map(BuyerWarning::code),
        store,
        receipt.terminal.map(TerminalId::value),
        receipt.occurred_at,
        receipt.recorded_at,
        receipt.clock_skewed,
        receipt.currency.code(),
        receipt.total,
        encode_tenders(&receipt.tenders)?,
        encode_coupons(&receipt.coupons)?,
        receipt.counts_as_recorded,
        encode_warnings(&receipt.warnings)?,
        receipt.cart.as_ref().map(|cart| cart.as_str().to_owned()),
    ];
    tx.execute(INSERT, new).await?;
    tx.execute(INSERT_LINES, values![receipt.id.value(), encode_lines(&receipt.lines)?]).await.map(drop)
}

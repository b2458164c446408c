//! Purchases with their lines, and the totals of customers, as rows.

use regulars_kernel::{CustomerId, Label, PurchaseTotals, StoreError, StoreId, TerminalId};
use regulars_purchases::{Identify, Receipt, ReceiptLine};
use sea_orm::Value;
use uuid::Uuid;

use super::Rows;
use crate::purchases::{encode_coupons, encode_tenders, encode_warnings};
use crate::wall::{BulkTable, values};

const PURCHASES: BulkTable = BulkTable::of_merchant(
    "purchases",
    "id, source, business_date, receipt_number, fingerprint, customer_id, identified_by, card_number, buyer_warning, \
     store_id, terminal_id, occurred_at, recorded_at, clock_skewed, currency, total, refunded_total, fully_refunded, \
     tenders, coupons, counts_as_recorded, warnings",
);
const LINES: BulkTable = BulkTable::of_merchant(
    "purchase_lines",
    "purchase_id, line, kind, sku, name, category, quantity, unit, unit_price, discount, total, refunded_quantity, \
     refunded_total",
);
const TOTALS: BulkTable = BulkTable::of_merchant(
    "customer_totals",
    "customer_id, purchase_count, purchase_total, first_purchase_at, last_purchase_at",
);

/// The tables that purchases are loaded into.
pub(super) const TABLES: [BulkTable; 3] = [PURCHASES, LINES, TOTALS];

/// A receipt with what recording it would have found out.
#[derive(Clone, Debug)]
pub struct LoadedPurchase {
    /// The receipt.
    pub receipt: Receipt,
    /// Who bought, if that is known.
    pub customer: Option<CustomerId>,
}

pub(super) fn rows(purchases: &[LoadedPurchase]) -> Result<Vec<Rows>, StoreError> {
    let mut receipts = Vec::with_capacity(purchases.len());
    let mut lines = Vec::with_capacity(2 * purchases.len());
    for LoadedPurchase { receipt, customer } in purchases {
        receipts.push(purchase_columns(receipt, *customer)?);
        let own = (1..).zip(&receipt.lines);
        lines.extend(own.map(|(number, line)| line_columns(receipt.id.value(), number, line)));
    }
    Ok(vec![(PURCHASES, receipts), (LINES, lines)])
}

fn purchase_columns(receipt: &Receipt, customer: Option<CustomerId>) -> Result<Vec<Value>, StoreError> {
    let card = match &receipt.identify {
        Some(Identify::Card(card)) => Some(card.as_str()),
        Some(
            Identify::Phone(_)
            | Identify::Customer(_)
            | Identify::UnreadableCard(_)
            | Identify::UnreadablePhone(_),
        )
        | None => None,
    };
    Ok(values![
        receipt.id.value(),
        receipt.key.source.as_str(),
        receipt.key.business_date,
        receipt.key.number.as_str(),
        receipt.fingerprint.0.to_vec(),
        customer.map(CustomerId::value),
        receipt.identify.as_ref().map(|identify| identify.identification().name()),
        card,
        None::<String>,
        receipt.store.map(StoreId::value),
        receipt.terminal.map(TerminalId::value),
        receipt.occurred_at,
        receipt.recorded_at,
        receipt.clock_skewed,
        receipt.currency.code(),
        receipt.total,
        0_i64,
        false,
        encode_tenders(&receipt.tenders)?,
        encode_coupons(&receipt.coupons)?,
        receipt.counts_as_recorded,
        encode_warnings(&receipt.warnings)?,
    ])
}

fn line_columns(purchase: Uuid, number: i64, line: &ReceiptLine) -> Vec<Value> {
    let ReceiptLine { kind, sku, name, category, quantity, unit, unit_price, discount, total } = line;
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    values![
        purchase,
        number,
        kind.name(),
        text(sku),
        text(name),
        text(category),
        quantity.thousandths(),
        text(unit),
        *unit_price,
        *discount,
        *total,
        0_i64,
        0_i64,
    ]
}

pub(super) fn totals(totals: &[(CustomerId, PurchaseTotals)]) -> Rows {
    let row = |(customer, totals): &(CustomerId, PurchaseTotals)| {
        let PurchaseTotals { count, total, first_at, last_at } = totals;
        values![customer.value(), *count, *total, *first_at, *last_at]
    };
    (TOTALS, totals.iter().map(row).collect())
}

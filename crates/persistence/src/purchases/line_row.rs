//! Lines as JSON: many rows in one parameter, and many rows in one column.

use regulars_kernel::{Label, Quantity, StoreError};
use regulars_purchases::{LineKind, PurchaseLine, ReceiptLine, RefundLine, RefundedLine};
use serde::{Deserialize, Serialize};

use crate::error::inconsistent;

const TABLE: &str = "purchase_lines";

/// One row of `purchase_lines`.
#[derive(Serialize, Deserialize)]
struct LineRow {
    line: u32,
    kind: String,
    sku: Option<String>,
    name: Option<String>,
    category: Option<String>,
    quantity: i64,
    unit: Option<String>,
    unit_price: i64,
    discount: i64,
    total: i64,
    #[serde(skip_serializing, default)]
    refunded_quantity: i64,
    #[serde(skip_serializing, default)]
    refunded_total: i64,
}

/// One row of `refund_lines`. A waiting refund has no totals yet.
#[derive(Serialize, Deserialize)]
struct RefundLineRow {
    line: u32,
    quantity: i64,
    total: Option<i64>,
}

pub(super) fn encode(json: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(json).map_err(|error| StoreError::Failed(error.into()))
}

/// The lines of a receipt, numbered from 1.
pub(crate) fn encode_lines(lines: &[ReceiptLine]) -> Result<String, StoreError> {
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let rows = (1..).zip(lines).map(|(number, line)| {
        let ReceiptLine { kind, sku, name, category, quantity, unit, unit_price, discount, total } = line;
        LineRow {
            line: number,
            kind: kind.name().to_owned(),
            sku: text(sku),
            name: text(name),
            category: text(category),
            quantity: quantity.thousandths(),
            unit: text(unit),
            unit_price: *unit_price,
            discount: *discount,
            total: *total,
            refunded_quantity: 0,
            refunded_total: 0,
        }
    });
    encode(&rows.collect::<Vec<_>>())
}

/// The lines of a purchase, in order.
pub(crate) fn decode_lines(json: &str) -> Result<Vec<PurchaseLine>, StoreError> {
    let mut rows: Vec<LineRow> = serde_json::from_str(json).map_err(|error| inconsistent(TABLE, error))?;
    rows.sort_by_key(|row| row.line);
    rows.into_iter().map(PurchaseLine::try_from).collect()
}

impl TryFrom<LineRow> for PurchaseLine {
    type Error = StoreError;

    fn try_from(row: LineRow) -> Result<Self, StoreError> {
        let label = |text: Option<String>| {
            text.map(|text| text.parse::<Label>().map_err(|error| inconsistent(TABLE, error))).transpose()
        };
        let line = ReceiptLine {
            kind: match row.kind.as_str() {
                "item" => LineKind::Item,
                "rounding" => LineKind::Rounding,
                other => return Err(inconsistent(TABLE, other)),
            },
            sku: label(row.sku)?,
            name: label(row.name)?,
            category: label(row.category)?,
            quantity: Quantity::from_thousandths(row.quantity),
            unit: label(row.unit)?,
            unit_price: row.unit_price,
            discount: row.discount,
            total: row.total,
        };
        Ok(Self {
            number: row.line,
            line,
            refunded_thousandths: row.refunded_quantity,
            refunded_total: row.refunded_total,
        })
    }
}

pub(super) fn encode_refunded(lines: &[RefundedLine]) -> Result<String, StoreError> {
    let rows = lines.iter().map(|line| {
        let RefundedLine { line, quantity, total } = *line;
        RefundLineRow { line, quantity: quantity.thousandths(), total: Some(total) }
    });
    encode(&rows.collect::<Vec<_>>())
}

pub(super) fn encode_waiting(lines: &[RefundLine]) -> Result<String, StoreError> {
    let rows = lines.iter().map(|line| {
        let RefundLine { line, quantity } = *line;
        RefundLineRow { line, quantity: quantity.thousandths(), total: None }
    });
    encode(&rows.collect::<Vec<_>>())
}

fn decode(table: &'static str, json: &str) -> Result<Vec<RefundLineRow>, StoreError> {
    let mut rows: Vec<RefundLineRow> =
        serde_json::from_str(json).map_err(|error| inconsistent(table, error))?;
    rows.sort_by_key(|row| row.line);
    Ok(rows)
}

pub(super) fn decode_refunded(json: &str) -> Result<Vec<RefundedLine>, StoreError> {
    let line = |row: RefundLineRow| {
        Ok(RefundedLine {
            line: row.line,
            quantity: Quantity::from_thousandths(row.quantity),
            total: row.total.ok_or_else(|| inconsistent("refund_lines", "no total"))?,
        })
    };
    decode("refund_lines", json)?.into_iter().map(line).collect()
}

pub(super) fn decode_waiting(json: &str) -> Result<Vec<RefundLine>, StoreError> {
    let line = |row: RefundLineRow| RefundLine {
        line: row.line,
        quantity: Quantity::from_thousandths(row.quantity),
    };
    Ok(decode("waiting_refunds", json)?.into_iter().map(line).collect())
}

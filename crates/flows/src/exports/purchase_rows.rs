//! Rows of a list of purchases: one for each receipt, or one for each line.

use regulars_interchange::{OutCell, PurchaseColumn};
use regulars_kernel::{Instant, Label, PageRequest, PageSize, PurchaseId, StoreError};
use regulars_purchases::{Buyer, Purchase, PurchaseLine, PurchasePosition, PurchaseReads, Tender};
use serde_json::{Value, json};

use super::export_rows::ExportChunk;
use super::request::{MeantPurchases, wrong};
use super::store::ExportingReads;

pub(super) async fn next_purchases(
    store: &mut dyn ExportingReads,
    meant: &MeantPurchases,
    reached: Option<&Value>,
) -> Result<ExportChunk, StoreError> {
    let columns: Vec<PurchaseColumn> = PurchaseColumn::of_rows(meant.by_line).collect();
    let after = reached.map(position_of).transpose()?;
    let page = PageRequest { size: PageSize::CHUNK, after };
    let purchases = PurchaseReads::list(store, &meant.filter()?, page).await?;
    let mut rows = Vec::with_capacity(purchases.items.len());
    for purchase in &purchases.items {
        if meant.by_line {
            rows.extend(purchase.lines.iter().map(|line| row(&columns, purchase, Some(line))));
        } else {
            rows.push(row(&columns, purchase, None));
        }
    }
    let reached = purchases.next.map(|PurchasePosition { counted_at, id }| json!([counted_at, id.value()]));
    Ok(ExportChunk { rows, reached })
}

fn position_of(reached: &Value) -> Result<PurchasePosition, StoreError> {
    let read: Result<(Instant, uuid::Uuid), _> = serde_json::from_value(reached.clone());
    let (counted_at, id) = read.map_err(wrong)?;
    Ok(PurchasePosition { counted_at, id: PurchaseId::new(id) })
}

fn row(columns: &[PurchaseColumn], purchase: &Purchase, line: Option<&PurchaseLine>) -> Vec<OutCell> {
    let of = |column: &PurchaseColumn| match line {
        Some(line) => line_cell(*column, purchase, line).unwrap_or_else(|| cell(*column, purchase)),
        None => cell(*column, purchase),
    };
    columns.iter().map(of).collect()
}

fn cell(column: PurchaseColumn, purchase: &Purchase) -> OutCell {
    let decimals = purchase.currency.decimals();
    match column {
        PurchaseColumn::Id => OutCell::Plain(purchase.id.to_string()),
        PurchaseColumn::BusinessDate => OutCell::Plain(purchase.key.business_date.to_string()),
        PurchaseColumn::ReceiptNumber => OutCell::Text(purchase.key.number.as_str().to_owned()),
        PurchaseColumn::Source => OutCell::Text(purchase.key.source.as_str().to_owned()),
        PurchaseColumn::OccurredAt => instant(purchase.occurred_at),
        PurchaseColumn::CountedAt => instant(purchase.counted_at()),
        PurchaseColumn::StoreId => OutCell::plain(purchase.store),
        PurchaseColumn::CustomerId => OutCell::plain(purchase.customer.as_ref().map(|buyer| buyer.id)),
        PurchaseColumn::Customer => OutCell::text(purchase.customer.as_ref().and_then(name_of)),
        PurchaseColumn::Total => OutCell::amount(purchase.total, decimals),
        PurchaseColumn::RefundedTotal => OutCell::amount(purchase.refunded_total, decimals),
        PurchaseColumn::Currency => OutCell::Plain(purchase.currency.code().to_owned()),
        PurchaseColumn::Tenders => {
            let told = purchase.tenders.iter().map(|tender| tender_text(tender, decimals));
            text_of(told.collect::<Vec<_>>().join("; "))
        }
        PurchaseColumn::Coupons => {
            text_of(purchase.coupons.iter().map(Label::as_str).collect::<Vec<_>>().join("; "))
        }
        _ => OutCell::Empty,
    }
}

fn line_cell(column: PurchaseColumn, purchase: &Purchase, line: &PurchaseLine) -> Option<OutCell> {
    let decimals = purchase.currency.decimals();
    let (number, of_line) = (i64::from(line.number), &line.line);
    let label = |label: &Option<Label>| OutCell::text(label.as_ref().map(Label::as_str));
    Some(match column {
        PurchaseColumn::Line => OutCell::number(number),
        PurchaseColumn::Sku => label(&of_line.sku),
        PurchaseColumn::Name => label(&of_line.name),
        PurchaseColumn::Category => label(&of_line.category),
        PurchaseColumn::Quantity => OutCell::amount(of_line.quantity.thousandths(), 3),
        PurchaseColumn::Unit => label(&of_line.unit),
        PurchaseColumn::UnitPrice => OutCell::amount(of_line.unit_price, decimals),
        PurchaseColumn::Discount => OutCell::amount(of_line.discount, decimals),
        PurchaseColumn::LineTotal => OutCell::amount(of_line.total, decimals),
        PurchaseColumn::RefundedQuantity => OutCell::amount(line.refunded_thousandths, 3),
        PurchaseColumn::LineRefundedTotal => OutCell::amount(line.refunded_total, decimals),
        _ => return None,
    })
}

fn text_of(text: String) -> OutCell {
    if text.is_empty() { OutCell::Empty } else { OutCell::Text(text) }
}

fn instant(instant: Instant) -> OutCell {
    OutCell::Plain(instant.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn name_of(buyer: &Buyer) -> Option<String> {
    let names = [&buyer.first_name, &buyer.last_name].into_iter().flatten();
    let name = names.map(|name| name.expose().as_str()).collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// The kind or method of a payment and what it was worth, such as `cash 120.00`.
fn tender_text(tender: &Tender, decimals: u32) -> String {
    let by = match tender {
        Tender::Money { method: Some(method), .. } => method.as_str(),
        _ => tender.kind(),
    };
    match OutCell::amount(tender.amount(), decimals) {
        OutCell::Number(amount) => format!("{by} {amount}"),
        _ => by.to_owned(),
    }
}

//! Receipts as an export tells them.

use regulars_kernel::{Currency, Label, Quantity};
use regulars_purchases::{Identification, Purchase, PurchaseLine, Tender};
use serde_json::{Value, json};

use super::shown_value::{told_instant, told_money};

/// A receipt with its lines, as `GET /v1/purchases/{id}` names their members.
pub(super) fn receipt(purchase: &Purchase) -> Value {
    let currency = purchase.currency;
    let card = match &purchase.identification {
        Some(Identification::Card(card)) => Some(card.as_str()),
        _ => None,
    };
    json!({
        "id": purchase.id.to_string(),
        "source": purchase.key.source.as_str(),
        "business_date": purchase.key.business_date.to_string(),
        "receipt_number": purchase.key.number.as_str(),
        "identified_by": purchase.identification.as_ref().map(Identification::name),
        "card_number": card,
        "store_id": purchase.store.map(|store| store.to_string()),
        "terminal_id": purchase.terminal.map(|terminal| terminal.to_string()),
        "occurred_at": told_instant(purchase.occurred_at),
        "recorded_at": told_instant(purchase.recorded_at),
        "counted_at": told_instant(purchase.counted_at()),
        "clock_skewed": purchase.clock_skewed,
        "currency": currency.code(),
        "lines": purchase.lines.iter().map(|one| line(one, currency)).collect::<Vec<_>>(),
        "total": told_money(purchase.total, currency),
        "refunded_total": told_money(purchase.refunded_total, currency),
        "fully_refunded": purchase.fully_refunded,
        "tenders": purchase.tenders.iter().map(|one| tender(one, currency)).collect::<Vec<_>>(),
        "coupons": purchase.coupons.iter().map(Label::as_str).collect::<Vec<_>>(),
        "cart_id": purchase.cart.as_ref().map(Label::as_str),
        "warnings": warnings(purchase),
    })
}

/// What was odd about it, by code.
fn warnings(purchase: &Purchase) -> Vec<&'static str> {
    let buyer = purchase.warning.iter().map(|warning| warning.code());
    buyer.chain(purchase.warnings.iter().map(|warning| warning.oddity.code())).collect()
}

fn line(recorded: &PurchaseLine, currency: Currency) -> Value {
    let PurchaseLine { number, line, refunded_thousandths, refunded_total } = recorded;
    json!({
        "line": number,
        "kind": line.kind.name(),
        "sku": line.sku.as_ref().map(Label::as_str),
        "name": line.name.as_ref().map(Label::as_str),
        "category": line.category.as_ref().map(Label::as_str),
        "quantity": line.quantity.to_string(),
        "unit": line.unit.as_ref().map(Label::as_str),
        "unit_price": told_money(line.unit_price, currency),
        "discount": told_money(line.discount, currency),
        "total": told_money(line.total, currency),
        "refunded_quantity": Quantity::from_thousandths(*refunded_thousandths).to_string(),
        "refunded_total": told_money(*refunded_total, currency),
    })
}

fn tender(tender: &Tender, currency: Currency) -> Value {
    let (method, points, code) = match tender {
        Tender::Money { method, .. } => (method.as_ref().map(Label::as_str), None, None),
        Tender::Points { points, .. } => (None, Some(*points), None),
        Tender::Coupon { code, .. } => (None, None, Some(code.as_str())),
    };
    json!({
        "kind": tender.kind(),
        "amount": told_money(tender.amount(), currency),
        "method": method,
        "points": points,
        "code": code,
    })
}

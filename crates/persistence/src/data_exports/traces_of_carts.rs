//! Carts of a customer.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Instant, PageSize, Quantity, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_id, page};
use super::traces::told;
use crate::purchases::decode_lines;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct Cart {
    id: Uuid,
    external_id: String,
    stage: String,
    currency: String,
    lines: Value,
    total: i64,
    url: Option<String>,
    changed_at: Instant,
    abandons_at: Instant,
    recoverable_until: Instant,
    expires_at: Instant,
    purchase_id: Option<Uuid>,
    bought_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

pub(super) async fn carts(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const CARTS: ScopedSql = ScopedSql::new(
        "SELECT k.id, k.external_id, k.stage, k.currency, k.lines, k.total, k.url, k.changed_at, k.abandons_at,
             k.recoverable_until, k.expires_at, k.purchase_id, k.bought_at, k.created_at, k.updated_at
         FROM carts AS k WHERE k.merchant_id = $1 AND k.customer_id = $2 AND k.id > $3 ORDER BY k.id LIMIT $4",
    );
    let rows: Vec<Cart> =
        tx.all(CARTS, values![customer.value(), after_id(after), i64::from(size.get())]).await?;
    let lines = rows.iter().map(lines_of).collect::<Result<Vec<_>, _>>()?;
    let told_rows: Vec<(Cart, Vec<Value>)> = rows.into_iter().zip(lines).collect();
    Ok(page(told_rows, size, |(row, _)| TracePlace::Id(row.id), |(row, lines)| cart(row, lines)))
}

fn lines_of(row: &Cart) -> Result<Vec<Value>, StoreError> {
    let money = |amount: i64| json!({"amount": amount, "currency": row.currency});
    let text = |label: &Option<regulars_kernel::Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let told = decode_lines(&row.lines.to_string())?.into_iter().map(|kept| {
        let line = kept.line;
        json!({
            "line": kept.number,
            "kind": line.kind.name(),
            "sku": text(&line.sku),
            "name": text(&line.name),
            "category": text(&line.category),
            "quantity": Quantity::from_thousandths(line.quantity.thousandths()).to_string(),
            "unit": text(&line.unit),
            "unit_price": money(line.unit_price),
            "discount": money(line.discount),
            "total": money(line.total),
        })
    });
    Ok(told.collect())
}

fn cart(row: Cart, lines: Vec<Value>) -> Value {
    json!({
        "id": row.id.to_string(),
        "external_id": row.external_id,
        "stage": row.stage,
        "currency": row.currency,
        "lines": lines,
        "total": {"amount": row.total, "currency": row.currency},
        "url": row.url,
        "occurred_at": told(row.changed_at),
        "abandons_at": told(row.abandons_at),
        "recoverable_until": told(row.recoverable_until),
        "expires_at": told(row.expires_at),
        "purchase_id": row.purchase_id.map(|id| id.to_string()),
        "purchased_at": row.bought_at.map(told),
        "created_at": told(row.created_at),
        "updated_at": told(row.updated_at),
    })
}

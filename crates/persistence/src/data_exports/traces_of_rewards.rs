//! What a customer has ordered for points, with the codes that were handed out.

use std::collections::BTreeMap;

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Instant, PageSize, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_id, page};
use super::traces::told;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct OrderedReward {
    id: Uuid,
    reward_id: Uuid,
    programme_id: Uuid,
    account_id: Uuid,
    quantity: i64,
    point_type: String,
    points: i64,
    store_id: Option<Uuid>,
    handover: String,
    address: Option<Value>,
    state: String,
    price_tier: Option<String>,
    price_segment_id: Option<Uuid>,
    given_operation_id: Option<Uuid>,
    expires_at: Instant,
    created_at: Instant,
    updated_at: Instant,
}

#[derive(FromRow)]
struct HandedOutCode {
    order_id: Uuid,
    code: String,
}

/// Two statements a page.
pub(super) async fn orders(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const ORDERS: ScopedSql = ScopedSql::new(
        "SELECT o.id, o.reward_id, o.programme_id, o.account_id, o.quantity, o.point_type, o.points, o.store_id,
             o.handover, o.address, o.state, o.price_tier, o.price_segment_id, o.given_operation_id, o.expires_at,
             o.created_at, o.updated_at
         FROM reward_orders AS o WHERE o.merchant_id = $1 AND o.customer_id = $2 AND o.id > $3 ORDER BY o.id LIMIT $4",
    );
    const CODES: ScopedSql = ScopedSql::new(
        "SELECT c.order_id, c.code FROM reward_orders AS o
         JOIN reward_codes AS c ON c.merchant_id = $1 AND c.order_id = o.id
         WHERE o.merchant_id = $1 AND o.customer_id = $2 AND o.id > $3 AND o.id <= $4 ORDER BY c.order_id, c.code",
    );
    let from = after_id(after);
    let rows: Vec<OrderedReward> =
        tx.all(ORDERS, values![customer.value(), from, i64::from(size.get())]).await?;
    let Some(last) = rows.last().map(|row| row.id) else { return Ok(TracePage::default()) };
    let codes: Vec<HandedOutCode> = tx.all(CODES, values![customer.value(), from, last]).await?;
    let mut of_order: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for HandedOutCode { order_id, code } in codes {
        of_order.entry(order_id).or_default().push(code);
    }
    let place = |row: &OrderedReward| TracePlace::Id(row.id);
    Ok(page(rows, size, place, |row| {
        let codes = of_order.get(&row.id).cloned().unwrap_or_default();
        order(row, codes)
    }))
}

fn order(row: OrderedReward, codes: Vec<String>) -> Value {
    json!({
        "id": row.id.to_string(),
        "reward_id": row.reward_id.to_string(),
        "programme_id": row.programme_id.to_string(),
        "account_id": row.account_id.to_string(),
        "quantity": row.quantity,
        "point_type": row.point_type,
        "points": row.points,
        "store_id": row.store_id.map(|id| id.to_string()),
        "handover": row.handover,
        "address": row.address,
        "state": row.state,
        "price_tier": row.price_tier,
        "price_segment_id": row.price_segment_id.map(|id| id.to_string()),
        "given_operation_id": row.given_operation_id.map(|id| id.to_string()),
        "codes": codes,
        "expires_at": told(row.expires_at),
        "created_at": told(row.created_at),
        "updated_at": told(row.updated_at),
    })
}

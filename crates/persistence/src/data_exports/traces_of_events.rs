//! What other tools told of a customer.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Instant, PageSize, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_instant, page};
use super::traces::told;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct Event {
    id: Uuid,
    source: String,
    event_id: String,
    name: String,
    occurred_at: Instant,
    recorded_at: Instant,
    properties: Value,
}

pub(super) async fn events(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const EVENTS: ScopedSql = ScopedSql::new(
        "SELECT e.id, e.source, e.event_id, e.name, e.occurred_at, e.recorded_at, e.properties
         FROM custom_events AS e
         WHERE e.merchant_id = $1 AND e.customer_id = $2 AND (e.occurred_at, e.id) > ($3, $4)
         ORDER BY e.occurred_at, e.id LIMIT $5",
    );
    let (at, id) = after_instant(after);
    let rows: Vec<Event> = tx.all(EVENTS, values![customer.value(), at, id, i64::from(size.get())]).await?;
    Ok(page(rows, size, |row| TracePlace::InstantAndId(row.occurred_at, row.id), event))
}

fn event(row: Event) -> Value {
    let properties = row.properties.as_object().into_iter().flatten();
    let properties: Vec<Value> =
        properties.map(|(name, value)| json!({"name": name, "value": value})).collect();
    json!({
        "id": row.id.to_string(),
        "source": Some(row.source).filter(|source| !source.is_empty()),
        "event_id": row.event_id,
        "name": row.name,
        "occurred_at": told(row.occurred_at),
        "recorded_at": told(row.recorded_at),
        "properties": properties,
    })
}

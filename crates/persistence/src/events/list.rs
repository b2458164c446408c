//! Custom events as they are listed.

use regulars_kernel::{CustomerId, Page, PageRequest, StoreError};
use regulars_purchases::{CustomEvent, EventPosition, EventQuery};
use sea_orm::Value;

use super::event_row::EventRow;
use crate::page_weight::lightened;
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, select_from, values};

pub(super) async fn list(
    tx: &ReadTx,
    asked: &EventQuery,
    page: PageRequest<EventPosition>,
) -> Result<Page<CustomEvent, EventPosition>, StoreError> {
    const LIST: ScopedSql =
        ScopedSql::new(select_from!("custom_events", EventRow, "AS e WHERE e.merchant_id = $1"));
    const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
        "SELECT length(CAST(e.properties AS BLOB)) AS weight FROM custom_events AS e WHERE e.merchant_id = $1",
        "SELECT octet_length(e.properties::text)::bigint AS weight FROM custom_events AS e WHERE e.merchant_id = $1",
    );
    let selected = |text: ScopedSql, most: i64| {
        let mut query = ScopedQuery::new(text, tx.backend(), values![]);
        narrow(&mut query, asked, page.after);
        query.push(" ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?", values![most]);
        query
    };
    let size = lightened(tx, selected(WEIGHTS, i64::from(page.size.get())), page.size).await?;
    let rows: Vec<EventRow> = tx.query(selected(LIST, i64::from(size.get()) + 1)).await?;
    let events = rows.into_iter().map(CustomEvent::try_from).collect::<Result<Vec<_>, _>>()?;
    let position = |event: &CustomEvent| EventPosition { occurred_at: event.occurred_at, id: event.id };
    Ok(Page::from_surplus(events, size, position))
}

fn narrow(query: &mut ScopedQuery, asked: &EventQuery, after: Option<EventPosition>) {
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            query.push(condition, [value]);
        }
    };
    narrow(" AND e.name = ?", asked.name.as_ref().map(|name| name.as_str().into()));
    narrow(" AND e.customer_id = ?", asked.customer.map(CustomerId::value).map(Value::from));
    narrow(" AND e.occurred_at >= ?", asked.from.map(Value::from));
    narrow(" AND e.occurred_at < ?", asked.until.map(Value::from));
    if let Some(EventPosition { occurred_at, id }) = after {
        query.push(" AND (e.occurred_at, e.id) < (?, ?)", values![occurred_at, id.value()]);
    }
}

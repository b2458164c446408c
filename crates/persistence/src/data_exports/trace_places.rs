//! Where pages of traces begin and end.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{Instant, PageSize};
use serde_json::Value;
use uuid::Uuid;

/// The id behind which a page begins.
pub(super) fn after_id(after: Option<TracePlace>) -> Uuid {
    match after {
        Some(TracePlace::Id(id)) => id,
        _ => Uuid::nil(),
    }
}

/// The instant and the id behind which a page begins.
pub(super) fn after_instant(after: Option<TracePlace>) -> (Instant, Uuid) {
    match after {
        Some(TracePlace::InstantAndId(at, id)) => (at, id),
        _ => (Instant::UNIX_EPOCH, Uuid::nil()),
    }
}

/// The two ids behind which a page begins.
pub(super) fn after_ids(after: Option<TracePlace>) -> (Uuid, Uuid) {
    match after {
        Some(TracePlace::Ids(outer, inner)) => (outer, inner),
        _ => (Uuid::nil(), Uuid::nil()),
    }
}

/// The id and the number behind which a page begins.
pub(super) fn after_number(after: Option<TracePlace>) -> (Uuid, i64) {
    match after {
        Some(TracePlace::IdAndNumber(id, number)) => (id, number),
        _ => (Uuid::nil(), -1),
    }
}

/// The id and the name behind which a page begins.
pub(super) fn after_name(after: Option<TracePlace>) -> (Uuid, String) {
    match after {
        Some(TracePlace::IdAndName(id, name)) => (id, name),
        _ => (Uuid::nil(), String::new()),
    }
}

/// The page of rows, of which there are more when it is full.
pub(super) fn page<Row>(
    rows: Vec<Row>,
    size: PageSize,
    place: impl FnOnce(&Row) -> TracePlace,
    told: impl Fn(Row) -> Value,
) -> TracePage {
    let is_full = rows.len() >= usize::from(size.get());
    let next = rows.last().filter(|_| is_full).map(place);
    TracePage { items: rows.into_iter().map(told).collect(), next }
}

/// A list that is read whole.
pub(super) fn whole<Row>(rows: Vec<Row>, told: impl Fn(Row) -> Value) -> TracePage {
    TracePage { items: rows.into_iter().map(told).collect(), next: None }
}

//! A custom event as a row.

use std::collections::BTreeMap;

use regulars_kernel::{CustomEventId, CustomerId, Instant, Label, Personal, StoreError};
use regulars_purchases::{CustomEvent, EventProperties, PropertyName, PropertyValue};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "custom_events";

/// The columns of `custom_events`. A tool that has no name is the empty text.
#[derive(FromRow, RowColumns)]
pub(super) struct EventRow {
    id: Uuid,
    source: String,
    event_id: String,
    name: String,
    customer_id: Uuid,
    occurred_at: Instant,
    recorded_at: Instant,
    properties: Value,
}

impl From<&CustomEvent> for EventRow {
    fn from(event: &CustomEvent) -> Self {
        let CustomEvent { id, source, event_id, name, customer, occurred_at, recorded_at, properties } =
            event;
        Self {
            id: id.value(),
            source: source.as_ref().map(|source| source.as_str().to_owned()).unwrap_or_default(),
            event_id: event_id.as_str().to_owned(),
            name: name.as_str().to_owned(),
            customer_id: customer.value(),
            occurred_at: *occurred_at,
            recorded_at: *recorded_at,
            properties: Value::Object(
                properties.expose().iter().map(written).collect::<Map<String, Value>>(),
            ),
        }
    }
}

impl TryFrom<EventRow> for CustomEvent {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        let source = Some(row.source).filter(|source| !source.is_empty());
        Ok(Self {
            id: CustomEventId::new(row.id),
            source: source.map(|source| source.parse::<Label>()).transpose().map_err(wrong)?,
            event_id: row.event_id.parse().map_err(wrong)?,
            name: row.name.parse().map_err(wrong)?,
            customer: CustomerId::new(row.customer_id),
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            properties: Personal::new(properties(row.properties)?),
        })
    }
}

fn written((name, value): (&PropertyName, &PropertyValue)) -> (String, Value) {
    let value = match value {
        PropertyValue::Text(text) => Value::from(text.as_str()),
        PropertyValue::Number(number) => Value::from(*number),
        PropertyValue::Flag(flag) => Value::from(*flag),
    };
    (name.as_str().to_owned(), value)
}

/// What a row has. What is wrong with one that cannot be read is not told, because it may hold personal data.
fn properties(kept: Value) -> Result<EventProperties, StoreError> {
    let Value::Object(kept) = kept else { return Err(wrong("its properties are no object")) };
    let mut read = BTreeMap::new();
    for (name, value) in kept {
        let name: PropertyName = name.parse().map_err(wrong)?;
        let number = value.as_i64();
        let value = match value {
            Value::String(text) => PropertyValue::Text(text.parse().map_err(wrong)?),
            Value::Bool(flag) => PropertyValue::Flag(flag),
            _ => PropertyValue::Number(number.ok_or_else(|| wrong("a property is no value"))?),
        };
        read.insert(name, value);
    }
    Ok(EventProperties::new(read))
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

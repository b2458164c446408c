//! Custom events on the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use regulars_flows::AwardedEvent;
use regulars_kernel::{Label, PointOperationId};
use regulars_loyalty::{PassedOverReason, PointAward};
use regulars_purchases::{CustomEvent, PropertyValue};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a property says: a text of one line, a whole number, or true or false. A fraction is a text, such as `"12.5"`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(untagged)]
pub enum EventPropertyBody {
    /// A text of one line.
    Text(String),
    /// A whole number that every program reads exactly.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
}

/// What another tool has told of a customer.
#[derive(Serialize, ToSchema)]
pub struct EventBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e10")]
    id: Uuid,
    /// The tool; `null` where it did not say.
    #[schema(example = "app")]
    source: Option<String>,
    /// The tool's own id of the event.
    #[schema(example = "rev-4712")]
    event_id: String,
    /// What has happened.
    #[schema(example = "app.review_written")]
    name: String,
    /// The customer of whom it is told.
    customer_id: Uuid,
    /// When it happened, by the tool's clock.
    #[schema(example = "2026-11-20T16:30:00Z")]
    occurred_at: DateTime<Utc>,
    /// When it was told.
    #[schema(example = "2026-11-20T16:30:05Z")]
    recorded_at: DateTime<Utc>,
    /// What else there is to say.
    #[schema(example = json!({"stars": 5, "product": "9103"}))]
    properties: BTreeMap<String, EventPropertyBody>,
}

impl From<CustomEvent> for EventBody {
    fn from(event: CustomEvent) -> Self {
        let CustomEvent { id, source, event_id, name, customer, occurred_at, recorded_at, properties } =
            event;
        let shown = properties.expose().iter().map(|(name, value)| {
            let value = match value {
                PropertyValue::Text(text) => EventPropertyBody::Text(text.as_str().to_owned()),
                PropertyValue::Number(number) => EventPropertyBody::Integer(*number),
                PropertyValue::Flag(flag) => EventPropertyBody::Boolean(*flag),
            };
            (name.as_str().to_owned(), value)
        });
        Self {
            id: id.value(),
            source: source.map(Label::into_string),
            event_id: event_id.into_string(),
            name: name.as_str().to_owned(),
            customer_id: customer.value(),
            occurred_at,
            recorded_at,
            properties: shown.collect(),
        }
    }
}

/// What a rule of a programme gave for an event.
#[derive(Serialize, ToSchema)]
pub struct EventAwardBody {
    /// The programme.
    programme_id: Uuid,
    /// The version of it that had the rule.
    #[schema(example = 3)]
    programme_version: u32,
    /// The rule.
    rule_id: Uuid,
    /// What it was called.
    #[schema(example = "Za utisak")]
    name: String,
    /// The code of the points.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// How many, in the smallest part of their type; 0 where it gave nothing.
    #[schema(example = 50, minimum = 0)]
    points: i64,
    /// Why it gave nothing: `not_then`, `other_customers`, `cap` or `budget_spent`; `null` where it gave something.
    #[schema(max_length = 40)]
    passed_over: Option<&'static str>,
    /// The operation that credited them.
    operation_id: Option<Uuid>,
}

impl From<PointAward> for EventAwardBody {
    fn from(award: PointAward) -> Self {
        Self {
            programme_id: award.programme.value(),
            programme_version: award.programme_version,
            rule_id: award.rule.value(),
            name: award.name.into_string(),
            point_type: award.point_type.as_str().to_owned(),
            points: award.points,
            passed_over: award.passed_over.map(PassedOverReason::name),
            operation_id: award.operation.map(PointOperationId::value),
        }
    }
}

/// An event that was taken in, with what rules of programmes gave for it.
#[derive(Serialize, ToSchema)]
pub struct RecordedEventBody {
    /// The event.
    #[serde(flatten)]
    event: EventBody,
    /// Whether it was told before.
    #[schema(example = false)]
    pub replayed: bool,
    /// Every rule that had its turn for it.
    #[schema(max_items = 1_000)]
    awards: Vec<EventAwardBody>,
}

impl From<AwardedEvent> for RecordedEventBody {
    fn from(awarded: AwardedEvent) -> Self {
        let AwardedEvent { taken, awards } = awarded;
        Self {
            replayed: taken.replayed,
            event: taken.event.into(),
            awards: awards.into_iter().map(EventAwardBody::from).collect(),
        }
    }
}

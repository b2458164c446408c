//! A custom event as a tool tells it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use regulars_identity::MerchantFacts;
use regulars_kernel::{CustomerId, Email, EventName, Label, Personal, Phone};
use regulars_network::CardNumber;
use regulars_purchases::{
    EventProperties, EventSubject, InvalidProperty, NewCustomEvent, PropertyName, PropertyValue,
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::EventPropertyBody;
use crate::error::{ApiError, Invalid};
use crate::extract::escape;

/// What has happened, and with whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "source": "app",
    "event_id": "rev-4712",
    "name": "app.review_written",
    "occurred_at": "2026-11-20T16:30:00Z",
    "identify": {"email": "milica.petrovic@example.com"},
    "properties": {"stars": 5, "product": "9103", "with_photo": true}
}))]
pub struct NewEventBody {
    /// The tool, where several of yours number their events by themselves.
    #[schema(min_length = 1, max_length = 200)]
    source: Option<String>,
    /// The tool's own id of the event. Told again under it, it is the same event.
    #[schema(min_length = 1, max_length = 200)]
    event_id: String,
    /// What has happened: your own word, by which earning rules with the trigger `custom_event` ask for it.
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z][a-z0-9_.-]*$")]
    name: String,
    /// When it happened, by the tool's clock: at most a day ahead. What is ahead, or more than 400 days ago, counts as of when it is told.
    #[serde(deserialize_with = "crate::extract::instant")]
    occurred_at: DateTime<Utc>,
    /// With whom it happened.
    identify: EventSubjectBody,
    /// What else there is to say: at most 50 named values, none of them nested. A name is a letter followed by up to 59 letters, digits,
    /// `_`, `-` and `.`. It goes when the customer is erased.
    #[serde(default)]
    #[schema(value_type = Option<BTreeMap<String, EventPropertyBody>>)]
    properties: Option<BTreeMap<String, Value>>,
}

/// With whom it happened: exactly one of these.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventSubjectBody {
    /// The customer's id.
    customer_id: Option<Uuid>,
    /// Your own number of the customer.
    #[schema(min_length = 1, max_length = 200)]
    external_id: Option<String>,
    /// The number of a card.
    #[schema(min_length = 4, max_length = 64)]
    card: Option<String>,
    /// A phone number in any written form.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// An e-mail address in any letter case.
    #[schema(max_length = 254)]
    email: Option<String>,
}

impl NewEventBody {
    /// The checked event.
    pub fn check(self, facts: &MerchantFacts) -> Result<NewCustomEvent, ApiError> {
        let mut invalid = Invalid::default();
        let source = invalid.parse_option::<Label>("/source", self.source);
        let event_id = invalid.check("/event_id", self.event_id.parse::<Label>());
        let name = invalid.check("/name", self.name.parse::<EventName>());
        let subject = self.identify.check(&mut invalid, facts);
        let properties = check_properties(self.properties.unwrap_or_default(), &mut invalid);
        let (occurred_at, properties) = (self.occurred_at, Personal::new(properties));
        let whole = event_id.zip(name).zip(subject);
        invalid.finish_with(whole.map(|((event_id, name), subject)| NewCustomEvent {
            source,
            event_id,
            name,
            subject,
            occurred_at,
            properties,
        }))
    }
}

impl EventSubjectBody {
    fn check(self, invalid: &mut Invalid, facts: &MerchantFacts) -> Option<EventSubject> {
        let Self { customer_id, external_id, card, phone, email } = self;
        match (customer_id, external_id, card, phone, email) {
            (Some(id), None, None, None, None) => Some(EventSubject::Customer(CustomerId::new(id))),
            (None, Some(number), None, None, None) => {
                invalid.check("/identify/external_id", number.parse::<Label>()).map(EventSubject::ExternalId)
            }
            (None, None, Some(card), None, None) => {
                invalid.check("/identify/card", card.parse::<CardNumber>()).map(EventSubject::Card)
            }
            (None, None, None, Some(phone), None) => {
                let phone = Phone::parse(&phone, facts.country.as_deref());
                invalid.check("/identify/phone", phone).map(EventSubject::Phone)
            }
            (None, None, None, None, Some(email)) => {
                invalid.check("/identify/email", email.parse::<Email>()).map(EventSubject::Email)
            }
            _ => {
                let detail = "must have exactly one of customer_id, external_id, card, phone, email";
                invalid.add("/identify", "invalid", detail);
                None
            }
        }
    }
}

/// The properties; errors are noted at each.
fn check_properties(body: BTreeMap<String, Value>, invalid: &mut Invalid) -> EventProperties {
    let mut properties = BTreeMap::new();
    if body.len() > EventProperties::MOST {
        invalid.add("/properties", "too_many", "must be at most 50");
        return EventProperties::default();
    }
    for (name, value) in body {
        let pointer = format!("/properties/{}", escape(&name));
        let name = invalid.check(&pointer, name.parse::<PropertyName>());
        let value = invalid.check(&pointer, check_value(value));
        properties.extend(name.zip(value));
    }
    EventProperties::new(properties)
}

fn check_value(value: Value) -> Result<PropertyValue, InvalidProperty> {
    match value {
        Value::String(text) => Ok(PropertyValue::Text(text.parse::<Label>()?)),
        Value::Number(number) => number.as_i64().map_or(Err(InvalidProperty::Number), PropertyValue::number),
        Value::Bool(flag) => Ok(PropertyValue::Flag(flag)),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(InvalidProperty::Kind),
    }
}

//! What another tool of the merchant's has told of a customer.

use chrono::Duration;
use regulars_kernel::{CustomEventId, CustomerId, Email, EventName, Instant, Label, Personal, Phone};
use regulars_network::CardNumber;

use super::properties::EventProperties;

/// Of whom it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventSubject {
    /// The customer with that id.
    Customer(CustomerId),
    /// The customer with that number of the merchant's own.
    ExternalId(Label),
    /// The customer whose card that is.
    Card(CardNumber),
    /// The customer with that phone number.
    Phone(Phone),
    /// The customer with that e-mail address.
    Email(Email),
}

impl EventSubject {
    /// What of the customer it names.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Customer(_) => "customer_id",
            Self::ExternalId(_) => "external_id",
            Self::Card(_) => "card",
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
        }
    }
}

/// What a tool tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCustomEvent {
    /// The tool, where several number their events by themselves.
    pub source: Option<Label>,
    /// The tool's own id of the event: told again, it is the same event.
    pub event_id: Label,
    /// What has happened.
    pub name: EventName,
    /// Of whom it is told.
    pub subject: EventSubject,
    /// When it happened, by the tool's clock.
    pub occurred_at: Instant,
    /// What else there is to say.
    pub properties: Personal<EventProperties>,
}

/// What a tool has told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomEvent {
    /// Its id.
    pub id: CustomEventId,
    /// The tool.
    pub source: Option<Label>,
    /// The tool's own id.
    pub event_id: Label,
    /// What has happened.
    pub name: EventName,
    /// Of whom it is told.
    pub customer: CustomerId,
    /// When it happened, by the tool's clock.
    pub occurred_at: Instant,
    /// When it was told.
    pub recorded_at: Instant,
    /// What else there is to say.
    pub properties: Personal<EventProperties>,
}

impl CustomEvent {
    /// How far a tool's clock may be ahead.
    pub const MOST_AHEAD: Duration = Duration::days(1);
    /// How long after it happened it counts as of then.
    pub const COUNTS_FOR: Duration = Duration::days(400);

    /// The instant as of which it counts: when it happened. What is told much later counts as of when it is told, as receipts do, and a
    /// clock that is ahead is not believed.
    pub fn counted_at(&self) -> Instant {
        let is_long_ago = self.recorded_at.signed_duration_since(self.occurred_at) > Self::COUNTS_FOR;
        if is_long_ago { self.recorded_at } else { self.occurred_at.min(self.recorded_at) }
    }

    /// Which fields say something else than what is told of it now, of that customer.
    pub(super) fn differs_from(&self, new: &NewCustomEvent, customer: CustomerId) -> Vec<&'static str> {
        let fields = [
            ("name", self.name == new.name),
            ("customer", self.customer == customer),
            ("occurred_at", self.occurred_at == new.occurred_at),
            ("properties", self.properties == new.properties),
        ];
        fields.into_iter().filter(|(_, is_same)| !is_same).map(|(field, _)| field).collect()
    }
}

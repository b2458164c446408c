//! What the use cases of custom events need from a store.

use async_trait::async_trait;
use regulars_kernel::{CustomEventId, CustomerId, EventName, Instant, Label, Page, PageRequest, StoreError};

use super::event::{CustomEvent, EventSubject};

/// Which events; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventQuery {
    /// Of that name.
    pub name: Option<EventName>,
    /// Of that customer.
    pub customer: Option<CustomerId>,
    /// That happened at that instant or later.
    pub from: Option<Instant>,
    /// That happened before that instant.
    pub until: Option<Instant>,
}

/// Where an event stands in a list: by when it happened, then by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPosition {
    /// When it happened.
    pub occurred_at: Instant,
    /// Its id.
    pub id: CustomEventId,
}

/// The custom events of one merchant, as they are read.
#[async_trait]
pub trait EventReads: Send {
    /// The event that a tool calls so.
    async fn find_event_of(
        &mut self,
        source: Option<&Label>,
        event_id: &Label,
    ) -> Result<Option<CustomEvent>, StoreError>;
    /// Events, the one that happened last first.
    async fn list_events(
        &mut self,
        query: &EventQuery,
        page: PageRequest<EventPosition>,
    ) -> Result<Page<CustomEvent, EventPosition>, StoreError>;
}

/// The custom events of one merchant.
#[async_trait]
pub trait EventStore: EventReads {
    /// Finds and holds the customer of whom something is told. Who was merged is the survivor.
    async fn hold_event_subject(&mut self, subject: &EventSubject) -> Result<Option<CustomerId>, StoreError>;
    /// Adds an event. False where the tool has told one of that id meanwhile.
    async fn insert_event(&mut self, event: &CustomEvent) -> Result<bool, StoreError>;
}

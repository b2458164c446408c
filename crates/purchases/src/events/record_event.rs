//! Takes in what another tool tells of a customer.

use regulars_kernel::{CustomEventId, Environment, Instant, StoreError};

use super::event::{CustomEvent, NewCustomEvent};
use super::store::EventStore;

/// Why nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub enum RecordEventError {
    /// None of the merchant's customers is meant, by what was named.
    #[error("none of your customers is meant")]
    UnknownCustomer(&'static str),
    /// It happened before there were such clocks.
    #[error("must not be before 1970")]
    TooOld,
    /// It is still to happen.
    #[error("must not be more than a day ahead")]
    TooEarly,
    /// The tool has told something else under that id.
    #[error("another event was told under that id, with another {}", .fields.join(", "))]
    Conflict {
        /// The fields that say something else.
        fields: Vec<&'static str>,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An event that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenEvent {
    /// The event.
    pub event: CustomEvent,
    /// Whether it was told before.
    pub replayed: bool,
}

/// Keeps what is told, once, however often it comes.
pub async fn record_event(
    store: &mut dyn EventStore,
    environment: &Environment,
    new: NewCustomEvent,
) -> Result<TakenEvent, RecordEventError> {
    let now = environment.now();
    // Held first: the same told twice at once comes one after the other.
    let customer = store
        .hold_event_subject(&new.subject)
        .await?
        .ok_or(RecordEventError::UnknownCustomer(new.subject.name()))?;
    if let Some(event) = store.find_event_of(new.source.as_ref(), &new.event_id).await? {
        let fields = event.differs_from(&new, customer);
        if fields.is_empty() {
            return Ok(TakenEvent { event, replayed: true });
        }
        return Err(RecordEventError::Conflict { fields });
    }
    if new.occurred_at > now + CustomEvent::MOST_AHEAD {
        return Err(RecordEventError::TooEarly);
    }
    if new.occurred_at < Instant::UNIX_EPOCH {
        return Err(RecordEventError::TooOld);
    }
    let NewCustomEvent { source, event_id, name, subject: _, occurred_at, properties } = new;
    let event = CustomEvent {
        id: CustomEventId::new(environment.new_id()),
        source,
        event_id,
        name,
        customer,
        occurred_at,
        recorded_at: now,
        properties,
    };
    if store.insert_event(&event).await? {
        Ok(TakenEvent { event, replayed: false })
    } else {
        // Under the same id somebody has told something of another customer meanwhile.
        Err(StoreError::Contended.into())
    }
}

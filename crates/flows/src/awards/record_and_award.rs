//! Takes in what another tool tells of a customer, and gives what rules give for it.

use regulars_kernel::{Actor, Environment, MerchantCalendar};
use regulars_loyalty::{EarningTrigger, Occasion, PointAward};
use regulars_purchases::{NewCustomEvent, RecordEventError, TakenEvent, record_event};

use super::on_occasion::{Happening, give_on_occasion};
use super::store::AwardingEventStore;

/// An event that was taken in, and what rules gave for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardedEvent {
    /// The event.
    pub taken: TakenEvent,
    /// Every rule that had its turn for it. Those of paused programmes and of programmes in which the customer is not had none.
    pub awards: Vec<PointAward>,
}

/// Keeps the event and gives for it in one transaction, once, however often it comes.
pub async fn record_event_and_award(
    store: &mut dyn AwardingEventStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    new: NewCustomEvent,
) -> Result<AwardedEvent, RecordEventError> {
    let taken = record_event(store, environment, new).await?;
    let event = &taken.event;
    let occasion = Occasion::event(event.id);
    if taken.replayed {
        let awards = store.awards_on(event.customer, &occasion).await?;
        return Ok(AwardedEvent { taken, awards });
    }
    let happening = Happening {
        customer: event.customer,
        trigger: EarningTrigger::CustomEvent,
        occasion,
        occurred_at: event.counted_at(),
        event: Some(event.name.clone()),
        programme: None,
    };
    let given = give_on_occasion(store, environment, calendar, actor, &happening).await?;
    let awards = given.into_iter().map(|given| given.award).collect();
    Ok(AwardedEvent { taken, awards })
}

//! Whoever comes into a programme for the first time is welcomed by what its rules give for that.

use regulars_kernel::{Actor, CustomerId, Environment, Label, MerchantCalendar, ProgrammeId, StoreError};
use regulars_loyalty::{
    EarningTrigger, GivenAward, JoinError, Occasion, ProgrammeMembership, join_programme,
};

use super::on_occasion::{Happening, give_on_occasion};
use super::store::{AwardGivingStore, WelcomingStore};

/// Brings a customer into an active programme, who accepts that version of its terms, and welcomes who comes in. Tells whether they came in now.
pub async fn join_and_welcome(
    store: &mut dyn WelcomingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    programme: ProgrammeId,
    customer: CustomerId,
    accepted: Option<&Label>,
) -> Result<(ProgrammeMembership, bool), JoinError> {
    let (membership, is_new) = join_programme(store, environment, programme, customer, accepted).await?;
    if is_new {
        welcome(store, environment, calendar, actor, (programme, customer)).await?;
    }
    Ok((membership, is_new))
}

/// Gives what rules give to a customer who has come into the programme. Who was welcomed before is not welcomed again.
pub(crate) async fn welcome(
    store: &mut dyn AwardGivingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    (programme, customer): (ProgrammeId, CustomerId),
) -> Result<Vec<GivenAward>, StoreError> {
    let happening = Happening {
        customer,
        trigger: EarningTrigger::Welcome,
        occasion: Occasion::welcome(),
        occurred_at: environment.now(),
        event: None,
        programme: Some(programme),
    };
    give_on_occasion(store, environment, calendar, actor, &happening).await
}

//! Brings whoever registers into programmes.

use regulars_kernel::{
    Actor, CustomerId, Environment, Label, MerchantCalendar, PageRequest, PageSize, ProgrammeId, StoreError,
};
use regulars_loyalty::{JoinError, Joining, Programme, ProgrammeReads, ProgrammeState};

use crate::awards::join_and_welcome::join_and_welcome;
use crate::awards::store::WelcomingStore;

/// The programmes into which people come by themselves as they register.
pub(crate) async fn programmes_at_registration(
    store: &mut dyn ProgrammeReads,
) -> Result<Vec<Programme>, StoreError> {
    let programmes = store.list_programmes(PageRequest { size: PageSize::LARGEST, after: None }).await?;
    let comes_in = |programme: &Programme| {
        programme.state == ProgrammeState::Active
            && programme.configuration.joining == Joining::AtRegistration
    };
    Ok(programmes.items.into_iter().filter(comes_in).collect())
}

/// Brings somebody who has just become a member of the network into the programmes into which people come by themselves then, with the
/// versions of their terms that were accepted. Who lacks what a programme takes stays out of it, and is registered all the same.
pub async fn join_at_registration(
    store: &mut dyn WelcomingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    customer: CustomerId,
    accepted: &[(ProgrammeId, Label)],
) -> Result<(), StoreError> {
    for programme in programmes_at_registration(store).await? {
        let terms = accepted.iter().find(|(id, _)| *id == programme.id).map(|(_, version)| version);
        match join_and_welcome(store, environment, calendar, actor, programme.id, customer, terms).await {
            Ok(_) | Err(JoinError::Obstacle(_) | JoinError::NotActive) => {}
            Err(JoinError::Store(error)) => return Err(error),
            Err(error) => return Err(StoreError::inconsistent("programmes", error)),
        }
    }
    Ok(())
}

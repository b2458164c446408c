//! Approves or rejects an accrual that somebody else has asked for.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, MerchantCalendar, PointAccrualId, ProgrammeId, StoreError};
use regulars_loyalty::{AccrualHalt, AccrualState, PointAccrual};

use super::accrual_job::set_to_work;
use super::start_accrual::beginning_of;
use super::store::AccrualJobStore;

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideAccrualError {
    /// The programme has no such accrual.
    #[error("there is no such accrual")]
    Unknown,
    /// It does not wait for a decision.
    #[error("the accrual is {0}")]
    NotWaiting(AccrualState),
    /// Whoever asked for it does not approve it.
    #[error("somebody else has to approve it than who asked for it")]
    SamePerson,
    /// It could not begin.
    #[error("the accrual could not begin: {0}")]
    CannotBegin(AccrualHalt),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Approves an accrual, which begins when its time has come. Never by who asked for it, and never one of which can be known that it
/// could not begin. It is approved whoever is meant when it begins.
pub async fn approve_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    programme: ProgrammeId,
    id: PointAccrualId,
) -> Result<PointAccrual, DecideAccrualError> {
    let before = waiting(store, programme, id).await?;
    if before.asked_by == actor {
        return Err(DecideAccrualError::SamePerson);
    }
    let at = before.run_at.max(environment.now());
    if let Err(halt) = beginning_of(store, environment, calendar, &before, at).await? {
        return Err(DecideAccrualError::CannotBegin(halt));
    }
    let decided = Some((actor, environment.now()));
    let approved = PointAccrual { state: AccrualState::Scheduled, decided, ..before.clone() };
    let after = set_to_work(store, environment, approved).await?;
    written(store, environment, &before, after).await
}

/// Rejects an accrual, of which nothing is given then. Whoever asked for it may take it back so.
pub async fn reject_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    actor: Actor,
    programme: ProgrammeId,
    id: PointAccrualId,
) -> Result<PointAccrual, DecideAccrualError> {
    let before = waiting(store, programme, id).await?;
    let now = environment.now();
    let decided = Some((actor, now));
    let after = PointAccrual { state: AccrualState::Rejected, decided, updated_at: now, ..before.clone() };
    written(store, environment, &before, after).await
}

/// One that nobody has decided about, held.
async fn waiting(
    store: &mut dyn AccrualJobStore,
    programme: ProgrammeId,
    id: PointAccrualId,
) -> Result<PointAccrual, DecideAccrualError> {
    let held = store.find_point_accrual_for_change(id).await?;
    let held = held.filter(|held| held.programme == programme).ok_or(DecideAccrualError::Unknown)?;
    match held.state {
        AccrualState::AwaitingApproval => Ok(held),
        state => Err(DecideAccrualError::NotWaiting(state)),
    }
}

async fn written(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    before: &PointAccrual,
    after: PointAccrual,
) -> Result<PointAccrual, DecideAccrualError> {
    store.update_point_accrual(&after).await?;
    store.note_if(environment, AuditNote::updated(before, &after)).await?;
    Ok(after)
}

//! Approves or refuses an adjustment that somebody else has asked for.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, PointAdjustmentId, PointOperationId, StoreError};

use super::adjust_points::{AdjustPointsError, adjust_points};
use super::pending_adjustment::{AdjustmentStore, PendingAdjustment, PendingAdjustmentState};
use super::request_adjustment::terms_of;

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideAdjustmentError {
    /// The merchant has no such adjustment.
    #[error("there is no such adjustment")]
    Unknown,
    /// Somebody has decided already.
    #[error("the adjustment is {0} already")]
    Decided(PendingAdjustmentState),
    /// Whoever asked for it does not approve it.
    #[error("somebody else has to approve it than who asked for it")]
    SamePerson,
    /// It cannot be done any more.
    #[error(transparent)]
    Adjust(#[from] AdjustPointsError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Approves an adjustment, which is done with it. Never by who asked for it.
pub async fn approve_adjustment(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    actor: Actor,
    id: PointAdjustmentId,
) -> Result<PendingAdjustment, DecideAdjustmentError> {
    let before = open(store, environment, id).await?;
    if before.asked_by == actor {
        return Err(DecideAdjustmentError::SamePerson);
    }
    let version = terms_of(store, before.adjustment.account).await?.programme_version;
    let (_, operation) = adjust_points(store, environment, actor, version, &before.adjustment).await?;
    let decision = (PendingAdjustmentState::Approved, Some(operation.id));
    decide(store, environment, actor, before, decision).await
}

/// Refuses an adjustment, of which nothing is done then. Whoever asked for it may take it back so.
pub async fn refuse_adjustment(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    actor: Actor,
    id: PointAdjustmentId,
) -> Result<PendingAdjustment, DecideAdjustmentError> {
    let before = open(store, environment, id).await?;
    decide(store, environment, actor, before, (PendingAdjustmentState::Refused, None)).await
}

/// One that nobody has decided about, held.
async fn open(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    id: PointAdjustmentId,
) -> Result<PendingAdjustment, DecideAdjustmentError> {
    let held = store.hold_pending_adjustment(id).await?.ok_or(DecideAdjustmentError::Unknown)?;
    let stands = held.clone().at(environment.now()).state;
    if stands == PendingAdjustmentState::Pending {
        Ok(held)
    } else {
        Err(DecideAdjustmentError::Decided(stands))
    }
}

async fn decide(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    actor: Actor,
    before: PendingAdjustment,
    (state, operation): (PendingAdjustmentState, Option<PointOperationId>),
) -> Result<PendingAdjustment, DecideAdjustmentError> {
    let decided = Some((actor, environment.now()));
    let after = PendingAdjustment { state, decided, operation, ..before.clone() };
    store.decide_pending_adjustment(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

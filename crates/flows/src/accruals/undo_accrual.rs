//! Asks that an accrual be taken back.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, PointAccrualId, ProgrammeId, StoreError};
use regulars_loyalty::{AccrualSpent, AccrualState, ActingAlone, AloneWay, PointAccrual, exceeds_alone};

use super::accrual_job::set_to_work;
use super::store::AccrualJobStore;

/// Why an accrual is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoAccrualError {
    /// The programme has no such accrual.
    #[error("there is no such accrual")]
    Unknown,
    /// Members are still being credited, or are yet to be.
    #[error("an accrual that is {0} is not undone: call it off, or wait until it is done")]
    NotOver(AccrualState),
    /// It has given nothing that could be taken back.
    #[error("the accrual has given nothing that could be taken back")]
    NothingGiven,
    /// It takes back more than they may alone.
    #[error(
        "only the owner takes back more points alone than `adjustment_limit` of the type of points, from all members together \
         and in 24 hours, of what somebody else has given or approved"
    )]
    AboveLimit,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who takes an accrual back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccrualUndoer {
    /// Who it is.
    pub actor: Actor,
    /// Whether the limit of the type of points holds for them. It does not for the owner, who sets it.
    pub is_bound: bool,
}

/// Begins to take an accrual back. One that is being taken back, or has been, stays as it is. `spent` says what becomes of members
/// who have used something of it. What somebody gave alone they may take back; of anything else no more than one person may debit
/// alone, from all members together and with what they have debited before.
pub async fn undo_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    by: AccrualUndoer,
    programme: ProgrammeId,
    id: PointAccrualId,
    spent: AccrualSpent,
) -> Result<PointAccrual, UndoAccrualError> {
    let before = store.find_point_accrual_for_change(id).await?;
    let before = before.filter(|found| found.programme == programme).ok_or(UndoAccrualError::Unknown)?;
    match before.state {
        AccrualState::Undoing | AccrualState::Undone => return Ok(before),
        AccrualState::Done | AccrualState::Cancelled => {}
        state => return Err(UndoAccrualError::NotOver(state)),
    }
    if before.counts.credited == 0 {
        return Err(UndoAccrualError::NothingGiven);
    }
    if by.is_bound && is_above_limit(store, environment, by.actor, &before).await? {
        return Err(UndoAccrualError::AboveLimit);
    }
    let undoing = PointAccrual {
        state: AccrualState::Undoing,
        halted: None,
        undone_by: Some(by.actor),
        spent,
        done: 0,
        total: before.counts.credited,
        at: None,
        ..before.clone()
    };
    let after = set_to_work(store, environment, undoing).await?;
    store.update_point_accrual(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

async fn is_above_limit(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    actor: Actor,
    accrual: &PointAccrual,
) -> Result<bool, StoreError> {
    if accrual.asked_by == actor && accrual.decided.is_none() {
        return Ok(false);
    }
    let programme = store.find_programme(accrual.programme).await?;
    let configuration = programme.map(|programme| programme.configuration);
    let kind = configuration.as_ref().and_then(|found| found.point_type(&accrual.point_type));
    let limit = kind.and_then(|kind| kind.adjustment_limit);
    let acting = ActingAlone {
        actor,
        programme: accrual.programme,
        point_type: accrual.point_type.clone(),
        now: environment.now(),
        besides: Some(accrual.id),
    };
    let credited = i64::try_from(accrual.counts.credited).unwrap_or(i64::MAX);
    let all = credited.saturating_mul(accrual.points);
    exceeds_alone(store, &acting, AloneWay::Taking, all, limit).await
}

//! Asks that an accrual be taken back.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, PointAccrualId, ProgrammeId, StoreError};
use regulars_loyalty::{AccrualSpent, AccrualState, PointAccrual};

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
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins to take an accrual back. One that is being taken back, or has been, stays as it is. `spent` says what becomes of members
/// who have used something of it.
pub async fn undo_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    by: Actor,
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
    let undoing = PointAccrual {
        state: AccrualState::Undoing,
        halted: None,
        undone_by: Some(by),
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

//! Calls an accrual off. Whoever had their turn stays as they are.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, JobId, PointAccrualId, StoreError};
use regulars_loyalty::{AccrualHalt, AccrualState, AccrualStore, PointAccrual};

use super::store::AccrualJobStore;

/// Why an accrual goes on.
#[derive(Debug, thiserror::Error)]
pub enum CancelAccrualError {
    /// The merchant has no such accrual.
    #[error("there is no such accrual")]
    Unknown,
    /// There is nothing to be called off.
    #[error("the accrual is {0}")]
    HasEnded(AccrualState),
    /// Another job is at it.
    #[error("the job has ended")]
    OtherJob,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Calls off an accrual that waits, runs, or is being taken back. The worker stops behind the members at hand; what they were given
/// can be taken back.
pub async fn cancel_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    id: PointAccrualId,
) -> Result<PointAccrual, CancelAccrualError> {
    let before = open(store, id).await?;
    if let Some(job) = before.job {
        store.cancel_job(job, environment.now()).await?;
    }
    end(store, environment, before, None).await
}

/// Ends an accrual whose job has failed for good.
pub async fn give_up_accrual(
    store: &mut dyn AccrualStore,
    environment: &Environment,
    id: PointAccrualId,
    job: JobId,
) -> Result<PointAccrual, CancelAccrualError> {
    let before = open(store, id).await?;
    if before.job != Some(job) {
        return Err(CancelAccrualError::OtherJob);
    }
    end(store, environment, before, Some(AccrualHalt::Failed)).await
}

async fn open(store: &mut dyn AccrualStore, id: PointAccrualId) -> Result<PointAccrual, CancelAccrualError> {
    let found = store.find_point_accrual_for_change(id).await?.ok_or(CancelAccrualError::Unknown)?;
    match found.state {
        AccrualState::AwaitingApproval
        | AccrualState::Scheduled
        | AccrualState::Running
        | AccrualState::Undoing => Ok(found),
        AccrualState::Done | AccrualState::Cancelled | AccrualState::Rejected | AccrualState::Undone => {
            Err(CancelAccrualError::HasEnded(found.state))
        }
    }
}

async fn end(
    store: &mut dyn AccrualStore,
    environment: &Environment,
    before: PointAccrual,
    halted: Option<AccrualHalt>,
) -> Result<PointAccrual, CancelAccrualError> {
    let (state, updated_at) = (AccrualState::Cancelled, environment.now());
    let after = PointAccrual { state, halted, updated_at, ..before.clone() };
    store.update_point_accrual(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

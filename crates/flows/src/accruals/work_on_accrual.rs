//! One step of an accrual.

use regulars_kernel::{Environment, JobId, MerchantCalendar, PointAccrualId, StoreError};
use regulars_loyalty::{AccrualState, PointAccrual, credit_some, undo_some};

use super::start_accrual::start_accrual;
use super::store::AccrualJobStore;

/// Begins the accrual, credits the next members, or takes back from them, at most so many. Gives the accrual as it is then, unless
/// there is nothing for this job to do.
pub async fn work_on_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    id: PointAccrualId,
    job: JobId,
    at_most: u32,
) -> Result<Option<PointAccrual>, StoreError> {
    let accrual = store.find_point_accrual_for_change(id).await?;
    // Somebody may have called it off, or asked for something else since.
    let Some(accrual) = accrual.filter(|accrual| accrual.job == Some(job)) else { return Ok(None) };
    match accrual.state {
        AccrualState::Scheduled => start_accrual(store, environment, calendar, accrual).await.map(Some),
        AccrualState::Running => credit_some(store, environment, accrual, at_most).await.map(Some),
        AccrualState::Undoing => undo_some(store, environment, accrual, at_most).await.map(Some),
        AccrualState::AwaitingApproval
        | AccrualState::Done
        | AccrualState::Cancelled
        | AccrualState::Rejected
        | AccrualState::Undone => Ok(None),
    }
}

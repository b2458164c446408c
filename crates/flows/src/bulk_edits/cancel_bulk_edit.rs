//! Calls a bulk edit off. Whoever had their turn stays as they are.

use regulars_customers::{BulkEdit, BulkEditState, BulkEditStore};
use regulars_jobs::JobStore;
use regulars_kernel::{BulkEditId, Environment, JobId, StoreError};

/// Why a bulk edit goes on.
#[derive(Debug, thiserror::Error)]
pub enum CancelBulkEditError {
    /// The merchant has no such edit.
    #[error("there is no such bulk edit")]
    UnknownEdit,
    /// Nothing is being done, or another job does it.
    #[error("the job has ended")]
    NotAtWork,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Calls off what the job does to the edit: changing customers, or changing them back. The worker stops behind the customers at
/// hand.
pub async fn cancel_bulk_edit<Store: BulkEditStore + JobStore>(
    store: &mut Store,
    environment: &Environment,
    id: BulkEditId,
    job: JobId,
) -> Result<BulkEdit, CancelBulkEditError> {
    let cancelled = end_bulk_edit(store, environment, id, job).await?;
    store.cancel_job(job, environment.now()).await?;
    Ok(cancelled)
}

/// Ends what the job does to the edit, where the job is called off or has failed for good.
pub async fn end_bulk_edit(
    store: &mut dyn BulkEditStore,
    environment: &Environment,
    id: BulkEditId,
    job: JobId,
) -> Result<BulkEdit, CancelBulkEditError> {
    let edit = store.find_bulk_edit_for_change(id).await?.ok_or(CancelBulkEditError::UnknownEdit)?;
    if !edit.state.is_at_work() || edit.job != job {
        return Err(CancelBulkEditError::NotAtWork);
    }
    let ended = BulkEdit { state: BulkEditState::Cancelled, updated_at: environment.now(), ..edit };
    store.update_bulk_edit(&ended).await?;
    Ok(ended)
}

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
    let edit = store.find_bulk_edit_for_change(id).await?.ok_or(CancelBulkEditError::UnknownEdit)?;
    if !edit.state.is_at_work() || edit.job != job {
        return Err(CancelBulkEditError::NotAtWork);
    }
    let now = environment.now();
    let cancelled = BulkEdit { state: BulkEditState::Cancelled, updated_at: now, ..edit };
    store.update_bulk_edit(&cancelled).await?;
    store.cancel_job(job, now).await?;
    Ok(cancelled)
}

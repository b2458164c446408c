//! Calls an erasure of many customers off.

use regulars_kernel::{CustomerDeletionId, Environment, StoreError};

use super::deletion::{CustomerDeletion, DeletionState};
use super::store::CustomerDeletionStore;

/// Why nothing was called off.
#[derive(Debug, thiserror::Error)]
pub enum CancelDeletionError {
    /// The merchant has no such erasure.
    #[error("there is no such erasure")]
    UnknownDeletion,
    /// It is done already.
    #[error("the erasure is done already")]
    Done,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Calls an erasure off: whoever was not erased yet stays. Called off twice it is a success.
pub async fn cancel_deletion(
    store: &mut dyn CustomerDeletionStore,
    environment: &Environment,
    id: CustomerDeletionId,
) -> Result<CustomerDeletion, CancelDeletionError> {
    let deletion = store.find_deletion_for_change(id).await?.ok_or(CancelDeletionError::UnknownDeletion)?;
    match deletion.state {
        DeletionState::Done => Err(CancelDeletionError::Done),
        DeletionState::Cancelled => Ok(deletion),
        DeletionState::Running => {
            let finished_at = Some(environment.now());
            let cancelled = CustomerDeletion { state: DeletionState::Cancelled, finished_at, ..deletion };
            store.update_deletion(&cancelled).await?;
            Ok(cancelled)
        }
    }
}

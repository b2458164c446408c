//! Asks that a bulk edit be taken back.

use regulars_customers::{BulkEdit, BulkEditState};
use regulars_kernel::{Actor, BulkEditId, Environment, StoreError};

use super::begin_bulk_edit::set_to_work;
use super::store::BulkEditJobStore;

/// Why a bulk edit is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoBulkEditError {
    /// The merchant has no such edit.
    #[error("there is no such bulk edit")]
    UnknownEdit,
    /// Customers are still being changed.
    #[error("a bulk edit that runs is not undone: call its job off, or wait until it is done")]
    StillRunning,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins to take an edit back. One that is being taken back, or has been, stays as it is.
pub async fn undo_bulk_edit<Store: BulkEditJobStore>(
    store: &mut Store,
    environment: &Environment,
    by: Actor,
    id: BulkEditId,
) -> Result<BulkEdit, UndoBulkEditError> {
    let edit = store.find_bulk_edit_for_change(id).await?.ok_or(UndoBulkEditError::UnknownEdit)?;
    match edit.state {
        BulkEditState::Running => Err(UndoBulkEditError::StillRunning),
        BulkEditState::Undoing | BulkEditState::Undone => Ok(edit),
        BulkEditState::Done | BulkEditState::Cancelled => {
            let total = edit.counts.changed;
            let undoing = BulkEdit { state: BulkEditState::Undoing, undone_by: Some(by), total, ..edit };
            Ok(set_to_work(store, environment, undoing).await?)
        }
    }
}

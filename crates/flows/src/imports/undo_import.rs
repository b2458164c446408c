//! Asks that an import be taken back.

use regulars_interchange::{Import, ImportState};
use regulars_kernel::{Actor, Environment, ImportId, StoreError};

use crate::imports::begin_import::set_to_work;
use crate::imports::store::ImportJobStore;

/// Why an import is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoImportError {
    /// The merchant has no such import.
    #[error("there is no such import")]
    UnknownImport,
    /// Nothing was written yet, or the rows are still being written.
    #[error("an import is undone once it is committed; it is {0}")]
    WrongState(ImportState),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a job that takes back what the rows have done. An import that is being taken back, or has been, stays as it is.
pub async fn undo_import(
    store: &mut dyn ImportJobStore,
    environment: &Environment,
    by: Actor,
    id: ImportId,
) -> Result<Import, UndoImportError> {
    let import = store.find_import_for_change(id).await?.ok_or(UndoImportError::UnknownImport)?;
    match import.state {
        ImportState::Undoing | ImportState::Undone => Ok(import),
        ImportState::Committed => {
            let undoing = Import { state: ImportState::Undoing, revision: import.revision + 1, ..import };
            Ok(set_to_work(store, environment, by, undoing).await?)
        }
        other => Err(UndoImportError::WrongState(other)),
    }
}

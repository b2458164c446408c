//! Writes what an import was found to do.

use regulars_interchange::{Import, ImportState};
use regulars_kernel::{Actor, Environment, ImportId, StoreError};

use crate::imports::begin_import::set_to_work;
use crate::imports::store::ImportJobStore;

/// Why an import is not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitImportError {
    /// The merchant has no such import.
    #[error("there is no such import")]
    UnknownImport,
    /// It is not known yet what each row does, or the rows are being written already.
    #[error("an import is committed once it is checked; it is {0}")]
    WrongState(ImportState),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a job that writes the rows.
pub async fn commit_import(
    store: &mut dyn ImportJobStore,
    environment: &Environment,
    by: Actor,
    id: ImportId,
) -> Result<Import, CommitImportError> {
    let import = store.find_import_for_change(id).await?.ok_or(CommitImportError::UnknownImport)?;
    if import.state != ImportState::Checked {
        return Err(CommitImportError::WrongState(import.state));
    }
    let committing = Import { state: ImportState::Committing, revision: import.revision + 1, ..import };
    Ok(set_to_work(store, environment, by, committing).await?)
}

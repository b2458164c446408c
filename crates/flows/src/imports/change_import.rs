//! Says what the columns of an import are about, and looks at its rows anew.

use regulars_interchange::{
    ColumnChange, DispositionCounts, Import, ImportOptions, ImportState, RemapError, remap,
};
use regulars_kernel::{Actor, Environment, ImportId, ImportMappingId, StoreError};

use crate::imports::begin_import::set_to_work;
use crate::imports::store::ImportJobStore;

/// Why an import stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangeImportError {
    /// The merchant has no such import.
    #[error("there is no such import")]
    UnknownImport,
    /// Its file is still being read, is no table, or its rows are being written or have been.
    #[error("an import changes after its file was read and before it is committed; it is {0}")]
    WrongState(ImportState),
    /// The merchant has no such mapping.
    #[error("there is no such mapping")]
    UnknownMapping,
    /// The columns do not fit.
    #[error(transparent)]
    Columns(#[from] RemapError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes columns and options: first as a stored mapping has them, then the single ones. A worker that looks at the rows under
/// the columns as they were stops.
pub async fn change_import(
    store: &mut dyn ImportJobStore,
    environment: &Environment,
    by: Actor,
    id: ImportId,
    mapping: Option<ImportMappingId>,
    columns: Vec<ColumnChange>,
    options: impl FnOnce(ImportOptions) -> ImportOptions + Send,
) -> Result<Import, ChangeImportError> {
    let import = store.find_import_for_change(id).await?.ok_or(ChangeImportError::UnknownImport)?;
    let mapping = match mapping {
        Some(id) => Some(store.find_mapping(id).await?.ok_or(ChangeImportError::UnknownMapping)?),
        None => None,
    };
    if !matches!(import.state, ImportState::Checking | ImportState::Checked) {
        return Err(ChangeImportError::WrongState(import.state));
    }
    let mapped = match mapping {
        None => import.columns,
        Some(mapping) => mapping.apply(import.columns),
    };
    let changed = Import {
        columns: remap(mapped, columns)?,
        options: options(import.options),
        state: ImportState::Checking,
        counts: DispositionCounts::default(),
        revision: import.revision + 1,
        ..import
    };
    Ok(set_to_work(store, environment, by, changed).await?)
}

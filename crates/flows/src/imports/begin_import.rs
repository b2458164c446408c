//! An import begins: first its file arrives in parts, then a job reads it.

use regulars_interchange::{DispositionCounts, Import, ImportOptions, ImportState, ImportStore};
use regulars_jobs::NewJob;
use regulars_kernel::{Actor, Environment, ImportId, JobId, Label, StoreError};

use crate::imports::import_job::WorkOnImport;
use crate::imports::store::ImportJobStore;

/// Why an import did not begin.
#[derive(Debug, thiserror::Error)]
pub enum BeginImportError {
    /// The import went away while its file arrived.
    #[error("there is no such import")]
    UnknownImport,
    /// The merchant has no such mapping.
    #[error("there is no such mapping")]
    UnknownMapping,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes room for a file that is about to arrive. Nobody is shown the import until it has.
pub async fn open_import(
    store: &mut dyn ImportStore,
    environment: &Environment,
) -> Result<ImportId, StoreError> {
    let (id, now) = (ImportId::new(environment.new_id()), environment.now());
    let import = Import {
        id,
        file_name: file_name("file")?,
        size: 0,
        state: ImportState::Uploading,
        problem: None,
        kind: None,
        dialect: None,
        layout: None,
        columns: Vec::new(),
        options: ImportOptions::default(),
        rows: 0,
        at_row: 0,
        counts: DispositionCounts::default(),
        revision: 0,
        job: JobId::new(id.value()),
        created_at: now,
        updated_at: now,
    };
    store.insert_import(&import).await?;
    Ok(id)
}

/// The file has arrived: asks for a job that reads it and finds out what each row would do.
pub async fn begin_import(
    store: &mut dyn ImportJobStore,
    environment: &Environment,
    by: Actor,
    id: ImportId,
    file_name: Label,
    size: u64,
    options: ImportOptions,
) -> Result<Import, BeginImportError> {
    let import = store.find_import_for_change(id).await?.ok_or(BeginImportError::UnknownImport)?;
    if let Some(mapping) = options.mapping
        && store.find_mapping(mapping).await?.is_none()
    {
        return Err(BeginImportError::UnknownMapping);
    }
    let opened = Import { file_name, size, options, state: ImportState::Reading, ..import };
    Ok(set_to_work(store, environment, by, opened).await?)
}

/// Writes an import that a worker has something to do with, and asks for the job.
pub(crate) async fn set_to_work(
    store: &mut dyn ImportJobStore,
    environment: &Environment,
    by: Actor,
    import: Import,
) -> Result<Import, StoreError> {
    let job = NewJob::now(environment, &WorkOnImport::of(import.id, by))
        .map_err(|error| StoreError::inconsistent("jobs", error))?;
    let import = Import { job: job.id, at_row: 0, updated_at: environment.now(), ..import };
    store.update_import(&import).await?;
    store.enqueue(&job).await?;
    Ok(import)
}

fn file_name(text: &str) -> Result<Label, StoreError> {
    text.parse().map_err(|error| StoreError::inconsistent("customer_imports", error))
}

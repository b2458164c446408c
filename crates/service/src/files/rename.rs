//! Renames a file.

use regulars_kernel::{Environment, FileKind, Label, Personal, StoreError};

use super::file::CustomerFile;
use super::store::CustomerFileStore;

/// Why a file was not renamed.
#[derive(Debug, thiserror::Error)]
pub enum RenameFileError {
    /// The name has the ending of another kind, or of none.
    #[error("must end as a name of a {0} does")]
    OtherKind(FileKind),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Renames a file that was found for change. It stays of its kind.
pub async fn rename_file(
    store: &mut dyn CustomerFileStore,
    environment: &Environment,
    before: CustomerFile,
    name: Label,
) -> Result<CustomerFile, RenameFileError> {
    if FileKind::of_name(name.as_str()) != Some(before.kind) {
        return Err(RenameFileError::OtherKind(before.kind));
    }
    let mut after = CustomerFile { name: Personal::new(name), ..before.clone() };
    let Some(note) = after.note_updated(&before) else { return Ok(before) };
    after.updated_at = environment.now();
    store.rename_customer_file(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

//! Takes a file off a customer.

use regulars_kernel::{Environment, StoreError};

use super::file::CustomerFile;
use super::store::CustomerFileStore;

/// Deletes a file that was found for change. The audit trail keeps what it was called, sealed, and not what it said.
pub async fn delete_file(
    store: &mut dyn CustomerFileStore,
    environment: &Environment,
    file: &CustomerFile,
) -> Result<(), StoreError> {
    store.delete_customer_file(file.id).await?;
    store.note(environment, file.note_deleted()).await
}

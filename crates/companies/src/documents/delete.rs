//! Takes a document out of the register.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::document::CompanyDocument;
use super::store::DocumentStore;

/// Deletes a document that was found for change, with all of its versions.
pub async fn delete_document(
    store: &mut dyn DocumentStore,
    environment: &Environment,
    document: &CompanyDocument,
) -> Result<(), StoreError> {
    store.delete_document(document.id).await?;
    store.note(environment, AuditNote::deleted(document)).await
}

//! Uploads a new version of a document.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, Label, Personal, SealedContent, StoreError};

use super::document::{CompanyDocument, DocumentVersion};
use super::store::DocumentStore;

/// Why a version was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddVersionError {
    /// The document has as many versions as one can have.
    #[error("the document has {} versions already", CompanyDocument::MOST_VERSIONS)]
    TooMany,
    /// The company's documents would have too many bytes.
    #[error("the company's documents would have more than {} MiB", CompanyDocument::MOST_BYTES >> 20)]
    TooLarge,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a version to a document that was found for change. The older ones stay.
pub async fn add_version(
    store: &mut dyn DocumentStore,
    environment: &Environment,
    actor: Actor,
    before: &CompanyDocument,
    (file_name, content): (Label, &SealedContent),
) -> Result<DocumentVersion, AddVersionError> {
    if before.versions >= CompanyDocument::MOST_VERSIONS {
        return Err(AddVersionError::TooMany);
    }
    if store.document_totals(before.company).await?.bytes + content.size() > CompanyDocument::MOST_BYTES {
        return Err(AddVersionError::TooLarge);
    }
    let now = environment.now();
    let version = DocumentVersion {
        document: before.id,
        version: before.versions + 1,
        file_name: Personal::new(file_name),
        kind: content.kind(),
        size: content.size(),
        uploaded_by: actor,
        uploaded_at: now,
    };
    let after = CompanyDocument { versions: version.version, updated_at: now, ..before.clone() };
    store.insert_document_version(environment, before.company, &version, content).await?;
    store.update_document(&after).await?;
    if let Some(note) = AuditNote::updated(before, &after) {
        store.note(environment, note).await?;
    }
    Ok(version)
}

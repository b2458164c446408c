//! Changes what the register says of a document.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, Date, Environment, Label, Personal, StoreError};

use super::document::{CompanyDocument, DocumentFault, DocumentKind, DocumentState};
use super::store::DocumentStore;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentPatch {
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Its number.
    pub number: Change<Personal<Label>>,
    /// What it is called.
    pub title: Option<Personal<Label>>,
    /// The day that stands on it.
    pub dated_on: Option<Date>,
    /// The last day on which it holds.
    pub valid_until: Change<Date>,
    /// Where it stands.
    pub state: Option<DocumentState>,
}

/// Why a document was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeDocumentError {
    /// It would make no sense.
    #[error(transparent)]
    Fault(#[from] DocumentFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a document that was found for change.
pub async fn change_document(
    store: &mut dyn DocumentStore,
    environment: &Environment,
    before: CompanyDocument,
    patch: DocumentPatch,
) -> Result<CompanyDocument, ChangeDocumentError> {
    let DocumentPatch { kind, number, title, dated_on, valid_until, state } = patch;
    let mut after = CompanyDocument {
        kind: kind.unwrap_or(before.kind),
        number: number.apply(before.number.clone()),
        title: title.unwrap_or_else(|| before.title.clone()),
        dated_on: dated_on.unwrap_or(before.dated_on),
        valid_until: valid_until.apply(before.valid_until),
        state: state.unwrap_or(before.state),
        ..before.clone()
    };
    after.check()?;
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = environment.now();
    store.update_document(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

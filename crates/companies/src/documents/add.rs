//! Puts a document on record.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, CompanyDocumentId, CompanyId, Date, Environment, Label, Personal, StoreError};

use super::document::{CompanyDocument, DocumentFault, DocumentKind, DocumentState};
use super::store::DocumentStore;

/// A document to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: Option<Personal<Label>>,
    /// What it is called.
    pub title: Personal<Label>,
    /// The day that stands on it.
    pub dated_on: Date,
    /// The last day on which it holds.
    pub valid_until: Option<Date>,
    /// Where it stands.
    pub state: DocumentState,
}

/// Why a document was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum AddDocumentError {
    /// The merchant has no such company.
    #[error("there is no such company")]
    UnknownCompany,
    /// The company has as many documents as one can have.
    #[error("the company has {} documents already", CompanyDocument::MOST)]
    TooMany,
    /// The document makes no sense.
    #[error(transparent)]
    Fault(#[from] DocumentFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a document without a file yet, as `actor` tells it.
pub async fn add_document(
    store: &mut dyn DocumentStore,
    environment: &Environment,
    actor: Actor,
    company: CompanyId,
    new: NewDocument,
) -> Result<CompanyDocument, AddDocumentError> {
    if !store.hold_company_of_documents(company).await? {
        return Err(AddDocumentError::UnknownCompany);
    }
    let NewDocument { kind, number, title, dated_on, valid_until, state } = new;
    let now = environment.now();
    let document = CompanyDocument {
        id: CompanyDocumentId::new(environment.new_id()),
        company,
        kind,
        number,
        title,
        dated_on,
        valid_until,
        state,
        versions: 0,
        added_by: actor,
        created_at: now,
        updated_at: now,
    };
    document.check()?;
    if store.document_totals(company).await?.documents >= CompanyDocument::MOST {
        return Err(AddDocumentError::TooMany);
    }
    store.insert_document(&document).await?;
    store.note(environment, AuditNote::created(&document)).await?;
    Ok(document)
}

//! What the use cases of documents need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CompanyDocumentId, CompanyId, Date, Environment, Page, PageRequest, SealedContent, StoreError,
};

use super::document::{CompanyDocument, DocumentKind, DocumentState, DocumentVersion};

/// Which documents; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentQuery {
    /// Of that company.
    pub company: Option<CompanyId>,
    /// Of that kind.
    pub kind: Option<DocumentKind>,
    /// In that state.
    pub state: Option<DocumentState>,
    /// Whose last day is before that day.
    pub valid_before: Option<Date>,
}

/// What the documents of a company come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentTotals {
    /// How many documents there are.
    pub documents: i64,
    /// How many bytes all of their versions have.
    pub bytes: u64,
}

/// The documents of one merchant's companies, as they are read.
#[async_trait]
pub trait DocumentReads: Send {
    /// The document with that id. Inside a write nobody else changes it until that write ends.
    async fn find_document(&mut self, id: CompanyDocumentId) -> Result<Option<CompanyDocument>, StoreError>;
    /// Documents, the newest first.
    async fn list_documents(
        &mut self,
        query: &DocumentQuery,
        page: PageRequest<CompanyDocumentId>,
    ) -> Result<Page<CompanyDocument, CompanyDocumentId>, StoreError>;
    /// All versions of a document, the newest first.
    async fn list_document_versions(
        &mut self,
        document: CompanyDocumentId,
    ) -> Result<Vec<DocumentVersion>, StoreError>;
    /// A version of a document with its content.
    async fn read_document_version(
        &mut self,
        document: CompanyDocumentId,
        version: u32,
    ) -> Result<Option<(DocumentVersion, Vec<u8>)>, StoreError>;
}

/// The documents of one merchant's companies.
#[async_trait]
pub trait DocumentStore: DocumentReads + AuditTrail {
    /// Holds a company until this transaction ends. False when there is none with that id.
    async fn hold_company_of_documents(&mut self, company: CompanyId) -> Result<bool, StoreError>;
    /// Whose document that is. It never changes.
    async fn company_of_document(&mut self, id: CompanyDocumentId) -> Result<Option<CompanyId>, StoreError>;
    /// What the company, which is held, has already.
    async fn document_totals(&mut self, company: CompanyId) -> Result<DocumentTotals, StoreError>;
    /// Adds a document.
    async fn insert_document(&mut self, document: &CompanyDocument) -> Result<(), StoreError>;
    /// Writes a document.
    async fn update_document(&mut self, document: &CompanyDocument) -> Result<(), StoreError>;
    /// Deletes a document with its versions.
    async fn delete_document(&mut self, id: CompanyDocumentId) -> Result<(), StoreError>;
    /// Adds a version with its content, which is sealed with the company's key. The company is held.
    async fn insert_document_version(
        &mut self,
        environment: &Environment,
        company: CompanyId,
        version: &DocumentVersion,
        content: &SealedContent,
    ) -> Result<(), StoreError>;
}

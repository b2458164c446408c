//! Finds a document that is to be changed, and holds its company: whoever makes the company's key holds that one.

use regulars_kernel::{CompanyDocumentId, StoreError};

use super::document::CompanyDocument;
use super::store::DocumentStore;

/// The document with its company, which nobody else changes until the transaction ends. None where there is no such document.
pub async fn find_document_for_change(
    store: &mut dyn DocumentStore,
    id: CompanyDocumentId,
) -> Result<Option<CompanyDocument>, StoreError> {
    let Some(company) = store.company_of_document(id).await? else { return Ok(None) };
    if !store.hold_company_of_documents(company).await? {
        return Ok(None);
    }
    store.find_document(id).await
}

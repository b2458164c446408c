//! What the use cases of forms need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{Page, PageRequest, StoreError, WebFormId};

use super::form::WebForm;

/// The forms of one merchant, as they are read.
#[async_trait]
pub trait WebFormReads: Send {
    /// The form with that id. Inside a write nobody else changes it until that write ends.
    async fn find_web_form(&mut self, id: WebFormId) -> Result<Option<WebForm>, StoreError>;
    /// Forms, the newest first.
    async fn list_web_forms(
        &mut self,
        page: PageRequest<WebFormId>,
    ) -> Result<Page<WebForm, WebFormId>, StoreError>;
}

/// The forms of one merchant.
#[async_trait]
pub trait WebFormStore: WebFormReads + AuditTrail {
    /// How many forms there are.
    async fn count_web_forms(&mut self) -> Result<u64, StoreError>;
    /// Adds a form.
    async fn insert_web_form(&mut self, form: &WebForm) -> Result<(), StoreError>;
    /// Writes a form.
    async fn update_web_form(&mut self, form: &WebForm) -> Result<(), StoreError>;
    /// Deletes a form.
    async fn delete_web_form(&mut self, id: WebFormId) -> Result<(), StoreError>;
}

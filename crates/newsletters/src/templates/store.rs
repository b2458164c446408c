//! Where templates are kept.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{Page, PageRequest, StoreError, TemplateId};

use crate::templates::stored_template::OwnTemplate;

/// The own templates of one merchant, without the built-in ones, which no store keeps, as they are read.
#[async_trait]
pub trait TemplateReads: Send {
    /// The template with that id. Inside a write nobody else changes or deletes it until that write ends.
    async fn find_own_template(&mut self, id: TemplateId) -> Result<Option<OwnTemplate>, StoreError>;
    /// Templates by id, the oldest first.
    async fn list_own_templates(
        &mut self,
        page: PageRequest<TemplateId>,
    ) -> Result<Page<OwnTemplate, TemplateId>, StoreError>;
}

/// The own templates of one merchant, without the built-in ones, which no store keeps.
#[async_trait]
pub trait TemplateStore: TemplateReads + AuditTrail {
    /// Adds a template.
    async fn insert_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError>;
    /// Writes a template.
    async fn update_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError>;
    /// Deletes a template. False when there is none with that id.
    async fn delete_template(&mut self, id: TemplateId) -> Result<bool, StoreError>;
}

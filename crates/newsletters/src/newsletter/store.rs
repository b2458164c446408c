//! Where newsletters are kept.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CustomerId, NewsletterId, Page, PageRequest, StoreError};

use crate::content::SurveyViewReads;
use crate::content::attribute_store::MergeAttributeReads;
use crate::content::media_store::{MediaReads, MediaStore};
use crate::newsletter::record::Newsletter;
use crate::newsletter::state::NewsletterState;
use crate::templates::store::{TemplateReads, TemplateStore};

/// The newsletters of one merchant, as they are read.
#[async_trait]
pub trait NewsletterReads: Send {
    /// The newsletter with that id. Inside a write nobody else changes it until that write ends.
    async fn find_newsletter(&mut self, id: NewsletterId) -> Result<Option<Newsletter>, StoreError>;
    /// Newsletters, the newest first; only those in one state where one is named.
    async fn list_newsletters(
        &mut self,
        state: Option<NewsletterState>,
        page: PageRequest<NewsletterId>,
    ) -> Result<Page<Newsletter, NewsletterId>, StoreError>;
    /// Which of these customers the merchant has.
    async fn known_customers(&mut self, ids: &[CustomerId]) -> Result<Vec<CustomerId>, StoreError>;
}

/// The newsletters of one merchant.
#[async_trait]
pub trait NewsletterStore: NewsletterReads + AuditTrail {
    /// Adds a newsletter.
    async fn insert_newsletter(&mut self, newsletter: &Newsletter) -> Result<(), StoreError>;
    /// Writes everything of a newsletter but its counters, which belong to whoever sends it.
    async fn update_newsletter(&mut self, newsletter: &Newsletter) -> Result<(), StoreError>;
    /// Deletes a newsletter. False when there is none with that id.
    async fn delete_newsletter(&mut self, id: NewsletterId) -> Result<bool, StoreError>;
}

/// Newsletters, and the templates, images, surveys and attributes that they name, as they are read.
pub trait DraftingReads:
    NewsletterReads + TemplateReads + MediaReads + SurveyViewReads + MergeAttributeReads
{
}

impl<Store> DraftingReads for Store where
    Store: NewsletterReads + TemplateReads + MediaReads + SurveyViewReads + MergeAttributeReads + ?Sized
{
}

/// What writing a newsletter needs: newsletters, and the templates, images, surveys and attributes that they name.
pub trait DraftingStore: DraftingReads + NewsletterStore + TemplateStore + MediaStore {}

impl<Store> DraftingStore for Store where
    Store: NewsletterStore + TemplateStore + MediaStore + SurveyViewReads + MergeAttributeReads + ?Sized
{
}

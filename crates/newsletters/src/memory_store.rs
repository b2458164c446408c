//! A store in memory, for the tests of the use cases.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use regulars_audit::{AuditNote, AuditTrail};
use regulars_kernel::{
    CouponCampaignId, CustomerId, Environment, Instant, Language, ManualClock, MediaId, NewsletterId, Page,
    PageRequest, SeededRandom, StoreError, SurveyId, TemplateId,
};

use crate::compose::checked_draft::CheckedDraft;
use crate::compose::merge::{MergeAttribute, MergeValue};
use crate::content::attribute_store::MergeAttributeReads;
use crate::content::media::{ImageFormat, Media};
use crate::content::media_store::{MediaReads, MediaStore};
use crate::content::{Content, SurveyView, SurveyViewReads};
use crate::newsletter::check::SaveNewsletterError;
use crate::newsletter::create::create_newsletter;
use crate::newsletter::record::{NewNewsletter, Newsletter};
use crate::newsletter::state::NewsletterState;
use crate::newsletter::store::{NewsletterReads, NewsletterStore};
use crate::templates::store::{TemplateReads, TemplateStore};
use crate::templates::stored_template::OwnTemplate;

#[derive(Default)]
pub(crate) struct MemoryStore {
    /// What was noted.
    pub notes: Vec<AuditNote>,
    pub(crate) newsletters: Vec<Newsletter>,
    pub(crate) templates: Vec<OwnTemplate>,
    media: Vec<(Media, Vec<u8>)>,
    customers: Vec<CustomerId>,
    /// The custom attributes that customers can have.
    pub(crate) attributes: Vec<MergeAttribute>,
}

impl MemoryStore {
    pub(crate) fn add_customer(&mut self) -> CustomerId {
        let id = CustomerId::new(environment().new_id());
        self.customers.push(id);
        id
    }
}

thread_local! {
    static ENVIRONMENT: Environment = Environment::new(
        Arc::new(ManualClock::at("2026-11-21T10:00:00Z".parse().unwrap())),
        Arc::new(SeededRandom::new(1)),
    );
}

pub(crate) fn environment() -> Environment {
    ENVIRONMENT.with(Environment::clone)
}

/// A newsletter that lacks its audience only.
pub(crate) fn new_newsletter() -> NewNewsletter {
    NewNewsletter {
        name: "Jesen".parse().unwrap(),
        subject: "{{ greeting }}, stigla je jesen".parse().unwrap(),
        intro: "Novi hleb.".parse().unwrap(),
        audience: None,
        template: None,
        content: Content::default(),
        coupon_campaign: None,
        locale: "sr-RS".parse().unwrap(),
    }
}

/// Makes a newsletter, looked through as it must be.
pub(crate) async fn create(
    store: &mut MemoryStore,
    new: NewNewsletter,
) -> Result<Newsletter, SaveNewsletterError> {
    let checked = CheckedDraft::of_new(&new);
    create_newsletter(store, &environment(), new, &checked).await
}

#[async_trait]
impl AuditTrail for MemoryStore {
    async fn note(&mut self, _environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        self.notes.push(note);
        Ok(())
    }
}

#[async_trait]
impl NewsletterReads for MemoryStore {
    async fn find_newsletter(&mut self, id: NewsletterId) -> Result<Option<Newsletter>, StoreError> {
        Ok(self.newsletters.iter().find(|newsletter| newsletter.id == id).cloned())
    }

    async fn list_newsletters(
        &mut self,
        _: Option<NewsletterState>,
        _: PageRequest<NewsletterId>,
    ) -> Result<Page<Newsletter, NewsletterId>, StoreError> {
        Ok(Page { items: self.newsletters.clone(), next: None })
    }

    async fn known_customers(&mut self, ids: &[CustomerId]) -> Result<Vec<CustomerId>, StoreError> {
        Ok(self.customers.iter().copied().filter(|customer| ids.contains(customer)).collect())
    }
}

#[async_trait]
impl NewsletterStore for MemoryStore {
    async fn insert_newsletter(&mut self, newsletter: &Newsletter) -> Result<(), StoreError> {
        self.newsletters.push(newsletter.clone());
        Ok(())
    }

    async fn update_newsletter(&mut self, newsletter: &Newsletter) -> Result<(), StoreError> {
        for kept in self.newsletters.iter_mut().filter(|kept| kept.id == newsletter.id) {
            *kept = newsletter.clone();
        }
        Ok(())
    }

    async fn delete_newsletter(&mut self, id: NewsletterId) -> Result<bool, StoreError> {
        let before = self.newsletters.len();
        self.newsletters.retain(|newsletter| newsletter.id != id);
        Ok(self.newsletters.len() < before)
    }
}

#[async_trait]
impl TemplateReads for MemoryStore {
    async fn find_own_template(&mut self, id: TemplateId) -> Result<Option<OwnTemplate>, StoreError> {
        Ok(self.templates.iter().find(|template| template.id == id).cloned())
    }

    async fn list_own_templates(
        &mut self,
        page: PageRequest<TemplateId>,
    ) -> Result<Page<OwnTemplate, TemplateId>, StoreError> {
        let after = page.after.and_then(|after| self.templates.iter().position(|kept| kept.id == after));
        let rest = self.templates.iter().skip(after.map_or(0, |position| position + 1)).cloned().collect();
        Ok(Page::from_surplus(rest, page.size, |template| template.id))
    }
}

#[async_trait]
impl TemplateStore for MemoryStore {
    async fn insert_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError> {
        self.templates.push(template.clone());
        self.templates.sort_by_key(|template| template.name.clone());
        Ok(())
    }

    async fn update_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError> {
        for kept in self.templates.iter_mut().filter(|kept| kept.id == template.id) {
            *kept = template.clone();
        }
        Ok(())
    }

    async fn delete_template(&mut self, id: TemplateId) -> Result<bool, StoreError> {
        let before = self.templates.len();
        self.templates.retain(|template| template.id != id);
        Ok(self.templates.len() < before)
    }
}

#[async_trait]
impl MediaReads for MemoryStore {
    async fn find_media(&mut self, id: MediaId) -> Result<Option<Media>, StoreError> {
        Ok(self.media.iter().map(|(media, _)| media).find(|media| media.id == id).cloned())
    }

    async fn read_media(&mut self, id: MediaId) -> Result<Option<(ImageFormat, Vec<u8>)>, StoreError> {
        let found = self.media.iter().find(|(media, _)| media.id == id);
        Ok(found.map(|(media, bytes)| (media.format, bytes.clone())))
    }

    async fn list_media(&mut self, _: PageRequest<MediaId>) -> Result<Page<Media, MediaId>, StoreError> {
        Ok(Page { items: self.media.iter().map(|(media, _)| media.clone()).collect(), next: None })
    }

    async fn known_media(&mut self, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError> {
        Ok(self.media.iter().map(|(media, _)| media.id).filter(|id| ids.contains(id)).collect())
    }
}

#[async_trait]
impl SurveyViewReads for MemoryStore {
    async fn survey_views(
        &mut self,
        _ids: &[SurveyId],
        _language: Language,
    ) -> Result<Vec<SurveyView>, StoreError> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl MergeAttributeReads for MemoryStore {
    async fn known_attributes(
        &mut self,
        named: &[MergeAttribute],
    ) -> Result<Vec<MergeAttribute>, StoreError> {
        Ok(self.attributes.iter().filter(|known| named.contains(known)).cloned().collect())
    }

    async fn has_coupon_campaign(&mut self, _: CouponCampaignId) -> Result<bool, StoreError> {
        Ok(true)
    }

    async fn coupon_of_recipient(
        &mut self,
        _: NewsletterId,
        _: CustomerId,
    ) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    async fn merge_points_of(
        &mut self,
        _customers: &[CustomerId],
        _named: &[MergeAttribute],
        _now: Instant,
    ) -> Result<BTreeMap<CustomerId, BTreeMap<MergeAttribute, MergeValue>>, StoreError> {
        Ok(BTreeMap::new())
    }
}

#[async_trait]
impl MediaStore for MemoryStore {
    async fn insert_media(&mut self, media: &Media, bytes: &[u8]) -> Result<(), StoreError> {
        self.media.push((media.clone(), bytes.to_vec()));
        Ok(())
    }
}

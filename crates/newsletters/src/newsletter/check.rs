//! What a newsletter names must be there, and its content must be without mistakes.

use regulars_kernel::{CustomerId, StoreError};

use crate::audience::picked::Audience;
use crate::compose::checked_draft::CheckedDraft;
use crate::compose::compile_error::ContentProblem;
use crate::newsletter::record::Newsletter;
use crate::newsletter::state::IllegalNewsletterMove;
use crate::newsletter::store::DraftingReads;
use crate::templates::find_template::find_template;

/// Why a newsletter was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// It has gone too far to be edited.
    #[error(transparent)]
    NotEditable(#[from] IllegalNewsletterMove),
    /// The merchant has no such template.
    #[error("there is no such template")]
    UnknownTemplate,
    /// The merchant has no such campaign of coupons.
    #[error("there is no such campaign of coupons")]
    UnknownCampaign,
    /// The merchant has no customers with these ids.
    #[error("there are no customers with these ids")]
    UnknownCustomers(Vec<CustomerId>),
    /// The content has mistakes; all of them are listed.
    #[error("the content has mistakes")]
    Content(Vec<PlacedProblem>),
    /// The content is no longer the one that was looked through.
    #[error("the newsletter was changed meanwhile")]
    ChangedMeanwhile,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A mistake in the content of a newsletter, at its place in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedProblem {
    /// The JSON pointer of the text that it stands in.
    pub pointer: String,
    /// What is wrong.
    pub problem: ContentProblem,
}

/// Checks a newsletter that is about to be saved, whose draft was looked through before. Who was picked before, in
/// `audience_before`, may be gone by now.
pub(crate) async fn check_newsletter(
    store: &mut dyn DraftingReads,
    newsletter: &Newsletter,
    audience_before: Option<&Audience>,
    checked: &CheckedDraft,
) -> Result<(), SaveNewsletterError> {
    if newsletter.draft() != *checked.draft() {
        return Err(SaveNewsletterError::ChangedMeanwhile);
    }
    if find_template(store, newsletter.template).await?.is_none() {
        return Err(SaveNewsletterError::UnknownTemplate);
    }
    if let Some(campaign) = newsletter.coupon_campaign
        && !store.has_coupon_campaign(campaign).await?
    {
        return Err(SaveNewsletterError::UnknownCampaign);
    }
    if let Some(Audience::Customers(picked)) = &newsletter.audience {
        let known = store.known_customers(picked.ids()).await?;
        let before = match audience_before {
            Some(Audience::Customers(before)) => before.ids(),
            _ => &[],
        };
        let is_new = |id: &CustomerId| !known.contains(id) && !before.contains(id);
        let unknown: Vec<_> = picked.ids().iter().copied().filter(is_new).collect();
        if !unknown.is_empty() {
            return Err(SaveNewsletterError::UnknownCustomers(unknown));
        }
    }
    let known = store.known_media(&newsletter.content.media()).await?;
    let surveys = store.survey_views(&newsletter.content.surveys(), newsletter.locale.language()).await?;
    let surveys: Vec<_> = surveys.into_iter().map(|survey| survey.id).collect();
    let mut attributes = store.known_attributes(&checked.named_attributes()).await?;
    attributes.extend(newsletter.coupon_field());
    let problems: Vec<PlacedProblem> = checked
        .problems(&known, &surveys, &attributes)
        .into_iter()
        .map(|problem| PlacedProblem { pointer: problem.pointer(&newsletter.content), problem })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(SaveNewsletterError::Content(problems)) }
}

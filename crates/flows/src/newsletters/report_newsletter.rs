//! Tells how a newsletter fared.

use regulars_analytics::{Measured, NewsletterOutcome, NewsletterReportReads, Rates};
use regulars_identity::IdentityReads;
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{ContentLink, DraftingReads, Newsletter, content_links};

use super::merchant_profile::MediaAddress;
use super::prepare::Prepared;

/// What a report looks at.
pub trait ReportReads: DraftingReads + NewsletterReportReads + IdentityReads {}

impl<Store: DraftingReads + NewsletterReportReads + IdentityReads> ReportReads for Store {}

/// How a newsletter fared.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsletterReport {
    /// The newsletter. Its counters may be older than those of the outcome.
    pub newsletter: Newsletter,
    /// Where its messages stand, and how customers reacted.
    pub outcome: NewsletterOutcome,
    /// How much is known of reactions.
    pub measured: Measured,
    /// The links in its content, by position.
    pub links: Vec<ContentLink>,
    /// The rates.
    pub rates: Rates,
}

/// The report of a newsletter. None when there is no such newsletter.
pub async fn report_newsletter(
    store: &mut dyn ReportReads,
    id: NewsletterId,
    media_address: &MediaAddress<'_>,
) -> Result<Option<NewsletterReport>, StoreError> {
    let Some(newsletter) = store.find_newsletter(id).await? else { return Ok(None) };
    let merchant = store.own_merchant().await?;
    let Some(outcome) = store.outcome_of(id).await? else { return Ok(None) };
    let prepared = Prepared::read(store, &merchant, &newsletter, media_address).await?;
    let links = content_links(&prepared.draft, &prepared.references);
    let measured = Measured::under(outcome.tracking);
    let rates = Rates::of(outcome.messages.sent, &outcome.reactions, measured);
    Ok(Some(NewsletterReport { newsletter, outcome, measured, links, rates }))
}

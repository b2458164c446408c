//! Tells how a newsletter fared.

use regulars_identity::IdentityStore;
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{
    ContentLink, DraftingStore, Newsletter, NewsletterReportStore, Reactions, content_links,
};

use super::merchant_profile::MediaAddress;
use super::prepare::Prepared;

/// What a report looks at.
pub trait ReportStore: DraftingStore + NewsletterReportStore + IdentityStore {}

impl<Store: DraftingStore + NewsletterReportStore + IdentityStore> ReportStore for Store {}

/// How a newsletter fared.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsletterReport {
    /// The newsletter with its counters.
    pub newsletter: Newsletter,
    /// How customers reacted.
    pub reactions: Reactions,
    /// The links in its content, by position.
    pub links: Vec<ContentLink>,
    /// The rates.
    pub rates: Rates,
}

/// Shares of the delivered messages, from 0 to 1, over unique customers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Customers who opened it by their own hand.
    pub open: f64,
    /// Customers who followed a link in it by their own hand.
    pub click: f64,
    /// Customers who unsubscribed through it.
    pub unsubscribe: f64,
}

impl Rates {
    /// The rates of that many delivered messages.
    pub fn of(delivered: i64, reactions: &Reactions) -> Self {
        let share = |customers: i64| {
            if delivered <= 0 {
                return 0.0;
            }
            // Four digits behind the point, reckoned in integers so that every machine says the same.
            let tenths_of_thousandths = (customers.saturating_mul(20_000) / delivered + 1) / 2;
            f64::from(i32::try_from(tenths_of_thousandths).unwrap_or(i32::MAX)) / 10_000.0
        };
        Self {
            open: share(reactions.opens.human),
            click: share(reactions.clicks.human),
            unsubscribe: share(reactions.unsubscribes),
        }
    }
}

/// The report of a newsletter. None when there is no such newsletter.
pub async fn report_newsletter(
    store: &mut dyn ReportStore,
    id: NewsletterId,
    media_address: &MediaAddress<'_>,
) -> Result<Option<NewsletterReport>, StoreError> {
    let Some(newsletter) = store.find_newsletter(id).await? else { return Ok(None) };
    let merchant = store.own_merchant().await?;
    let reactions = store.reactions_to(id).await?;
    let prepared = Prepared::read(store, &merchant, &newsletter, media_address).await?;
    let links = content_links(&prepared.draft, &prepared.media);
    let rates = Rates::of(newsletter.counters.sent, &reactions);
    Ok(Some(NewsletterReport { newsletter, reactions, links, rates }))
}

#[cfg(test)]
mod tests {
    use regulars_newsletters::ReactionCount;

    use super::*;

    #[test]
    fn rates_are_shares_of_what_was_delivered() {
        let count = |human| ReactionCount { human, ..ReactionCount::default() };
        let reactions =
            Reactions { opens: count(2), clicks: count(1), unsubscribes: 3, ..Reactions::default() };
        let rates = Rates::of(3, &reactions);
        assert_eq!(rates, Rates { open: 0.6667, click: 0.3333, unsubscribe: 1.0 });
        assert_eq!(Rates::of(0, &reactions), Rates::default());
    }
}

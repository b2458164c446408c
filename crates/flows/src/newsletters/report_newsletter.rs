//! Tells how a newsletter fared.

use regulars_identity::IdentityStore;
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{
    ContentLink, DraftingStore, LinkTracking, Newsletter, NewsletterReportStore, Outcome, Reactions,
    content_links,
};

use super::merchant_profile::MediaAddress;
use super::prepare::Prepared;

/// What a report looks at.
pub trait ReportStore: DraftingStore + NewsletterReportStore + IdentityStore {}

impl<Store: DraftingStore + NewsletterReportStore + IdentityStore> ReportStore for Store {}

/// How a newsletter fared.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsletterReport {
    /// The newsletter. Its counters may be older than those of the outcome.
    pub newsletter: Newsletter,
    /// Where its messages stand, and how customers reacted.
    pub outcome: Outcome,
    /// How much is known of reactions.
    pub measured: Measured,
    /// The links in its content, by position.
    pub links: Vec<ContentLink>,
    /// The rates.
    pub rates: Rates,
}

/// How much is known of the reactions to a newsletter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Nothing: it was sent without tracking.
    Nothing,
    /// How often, and not by how many customers: it was not sent yet, or when readers were not told apart.
    Totals,
    /// How often and by how many customers.
    Customers,
}

impl Measured {
    /// What a tracking mode measures.
    pub const fn under(tracking: Option<LinkTracking>) -> Self {
        match tracking {
            None => Self::Totals,
            Some(LinkTracking::Off) => Self::Nothing,
            Some(LinkTracking::Anonymous | LinkTracking::Individual) => Self::Customers,
        }
    }
}

/// Shares of the delivered messages, from 0 to 1, over unique customers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Customers who opened it by their own hand, where that is measured.
    pub open: Option<f64>,
    /// Customers who followed a link in it by their own hand, where that is measured.
    pub click: Option<f64>,
    /// Customers who unsubscribed through it.
    pub unsubscribe: f64,
}

impl Rates {
    /// The rates of that many delivered messages.
    pub fn of(delivered: i64, reactions: &Reactions, measured: Measured) -> Self {
        let share = |customers: i64| {
            if delivered <= 0 {
                return 0.0;
            }
            // Four digits behind the point, reckoned in integers so that every machine says the same.
            let tenths_of_thousandths = (customers.saturating_mul(20_000) / delivered + 1) / 2;
            f64::from(i32::try_from(tenths_of_thousandths).unwrap_or(i32::MAX)) / 10_000.0
        };
        Self {
            open: (measured == Measured::Customers).then(|| share(reactions.opens.human)),
            click: (measured == Measured::Customers).then(|| share(reactions.clicks.human)),
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
    let Some(outcome) = store.outcome_of(id).await? else { return Ok(None) };
    let prepared = Prepared::read(store, &merchant, &newsletter, media_address).await?;
    let links = content_links(&prepared.draft, &prepared.media);
    let measured = Measured::under(outcome.tracking);
    let rates = Rates::of(outcome.messages.settled.sent, &outcome.reactions, measured);
    Ok(Some(NewsletterReport { newsletter, outcome, measured, links, rates }))
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
        let rates = |delivered, measured| Rates::of(delivered, &reactions, measured);
        let expected = Rates { open: Some(0.6667), click: Some(0.3333), unsubscribe: 1.0 };
        assert_eq!(rates(3, Measured::Customers), expected);
        let none = Rates { open: Some(0.0), click: Some(0.0), unsubscribe: 0.0 };
        assert_eq!(rates(0, Measured::Customers), none);
    }

    #[test]
    fn what_was_not_measured_is_not_zero() {
        for (tracking, measured) in [
            (Some(LinkTracking::Off), Measured::Nothing),
            (None, Measured::Totals),
            (Some(LinkTracking::Anonymous), Measured::Customers),
            (Some(LinkTracking::Individual), Measured::Customers),
        ] {
            assert_eq!(Measured::under(tracking), measured);
            let rates = Rates::of(3, &Reactions::default(), measured);
            let expected = (measured == Measured::Customers).then_some(0.0);
            assert_eq!((rates.open, rates.click), (expected, expected), "{tracking:?}");
        }
    }
}

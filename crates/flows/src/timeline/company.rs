//! What happened with a company: what its people did while they worked for it, its documents, and its offers.

use std::cmp::Reverse;

use async_trait::async_trait;
use regulars_companies::{DocumentKind, DocumentState};
use regulars_kernel::{
    CompanyId, CustomerId, Date, Instant, Label, MerchantCalendar, Money, OfferStage, Page, PageRequest,
    Personal, StoreError,
};

use super::entry::{TimelineItem, TimelineKind, TimelinePosition};

/// The kinds of what customers do that are a company's business too. Consents, messages, cards, scores and changes of the record
/// are the person's own.
pub const COMPANY_KINDS: &[TimelineKind] = &[
    TimelineKind::Purchase,
    TimelineKind::Refund,
    TimelineKind::Invoice,
    TimelineKind::Payment,
    TimelineKind::Interaction,
    TimelineKind::Case,
    TimelineKind::File,
];

/// Which entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyTimelineQuery {
    /// Of its people those of these kinds, which are among [`COMPANY_KINDS`].
    pub kinds: Vec<TimelineKind>,
    /// Whether documents are among them.
    pub documents: bool,
    /// Whether offers that were sent are among them.
    pub offers: bool,
    /// Whether decisions about offers are among them.
    pub offer_decisions: bool,
    /// From that instant on.
    pub from: Option<Instant>,
    /// Before that instant.
    pub to: Option<Instant>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyTimelineEntry {
    /// Where it stands.
    pub position: TimelinePosition,
    /// What happened.
    pub item: CompanyTimelineItem,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompanyTimelineItem {
    /// Something with a customer who worked there.
    OfEmployee(CustomerId, TimelineItem),
    /// A document was put on record; the position has its id.
    Document {
        /// What it is.
        kind: DocumentKind,
        /// Its number.
        number: Option<Personal<Label>>,
        /// What it is called.
        title: Personal<Label>,
        /// Where it stands by now.
        state: DocumentState,
    },
    /// An offer was sent; the position has its id.
    Offer(SentOffer),
    /// An offer was accepted or declined; the position has its id.
    OfferDecision(SentOffer),
}

/// A version of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentOffer {
    /// Its number.
    pub number: i64,
    /// Which version.
    pub version: u32,
    /// What it is called.
    pub title: Personal<Label>,
    /// What it comes to.
    pub total: Money,
    /// The last day on which it can be accepted.
    pub valid_until: Date,
    /// What was done with the version last.
    pub stage: OfferStage,
    /// When a newer version took its place.
    pub superseded_at: Option<Instant>,
}

/// When a customer worked for the company: the first and the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmploymentDays {
    /// Who.
    pub customer: CustomerId,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// The same in instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmploymentPeriod {
    /// Who.
    pub customer: CustomerId,
    /// From that instant on.
    pub from: Option<Instant>,
    /// Before that instant.
    pub to: Option<Instant>,
}

impl EmploymentDays {
    fn period(self, calendar: &MerchantCalendar) -> EmploymentPeriod {
        let Self { customer, since, until } = self;
        let from = since.map(|day| calendar.start_of_day(day));
        let to = until.and_then(|day| day.succ_opt()).map(|day| calendar.start_of_day(day));
        EmploymentPeriod { customer, from, to }
    }
}

/// What happened with companies, as it is read.
#[async_trait]
pub trait CompanyTimelineReads: Send {
    /// When everybody worked there who does or did.
    async fn days_of_employees(&mut self, company: CompanyId) -> Result<Vec<EmploymentDays>, StoreError>;
    /// The newest entries before `before`, in no order: of every source as many as `most`, or all that it has. One statement.
    async fn newest_of_company(
        &mut self,
        company: CompanyId,
        employees: &[EmploymentPeriod],
        query: &CompanyTimelineQuery,
        before: Option<TimelinePosition>,
        most: u16,
    ) -> Result<Vec<CompanyTimelineEntry>, StoreError>;
}

/// What happened with a company, the newest first. Two statements for a page.
pub async fn list_company_timeline(
    store: &mut dyn CompanyTimelineReads,
    calendar: &MerchantCalendar,
    company: CompanyId,
    query: &CompanyTimelineQuery,
    page: PageRequest<TimelinePosition>,
) -> Result<Page<CompanyTimelineEntry, TimelinePosition>, StoreError> {
    let employees: Vec<EmploymentPeriod> =
        store.days_of_employees(company).await?.into_iter().map(|days| days.period(calendar)).collect();
    let most = page.size.get() + 1;
    let mut entries = store.newest_of_company(company, &employees, query, page.after, most).await?;
    entries.sort_unstable_by_key(|entry| Reverse(entry.position));
    Ok(Page::from_surplus(entries, page.size, |entry| entry.position))
}

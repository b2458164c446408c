//! Parts of a customer's card, beside the record itself: the latest of each. Operations, messages, moves, cards, cases, surveys, carts
//! and the timeline together are one statement, and so are consents, interactions and companies; segments and invoices are two each,
//! and purchases one.

use regulars_companies::EmployerOf;
use regulars_consent::StandingConsent;
use regulars_customers::CustomerRecord;
use regulars_invoices::{Invoice, InvoiceQuery, InvoiceReads};
use regulars_kernel::{
    CreditStanding, Date, Instant, MerchantCalendar, PageRequest, PageSize, RfmStanding, StoreError,
};
use regulars_purchases::{Purchase, PurchaseFilter, PurchaseReads};
use regulars_segments::{AudienceReads, ResolveFilterError, Segment, SegmentReads, segments_of_customer};
use regulars_service::Interaction;

use super::entry::{TimelineEntry, TimelineKind};
use super::list::newest;
use super::store::{CardList, CardListReads, TimelineQuery, TimelineReads};

/// Which parts are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardParts {
    /// The statements about consent that stand.
    pub consents: bool,
    /// Purchases with their lines.
    pub purchases: bool,
    /// Purchases and refunds in a line each.
    pub operations: bool,
    /// What was sent.
    pub messages: bool,
    /// What staff wrote down.
    pub interactions: bool,
    /// The scores, with the moves between classes.
    pub rfm: bool,
    /// The cards of the member.
    pub cards: bool,
    /// Service cases.
    pub cases: bool,
    /// Surveys that were asked and answered.
    pub surveys: bool,
    /// Carts.
    pub carts: bool,
    /// The segments that the customer is in at that moment of that calendar.
    pub segments: Option<(MerchantCalendar, Instant)>,
    /// How the customer stands with its invoices on that day, with invoices.
    pub invoices: Option<Date>,
    /// Companies for which the customer works as of that day, or did.
    pub companies: Option<Date>,
    /// What happened, of these kinds.
    pub timeline: Option<Vec<TimelineKind>>,
}

/// The parts; those that are not wanted are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerCard {
    /// The statements about consent that stand.
    pub consents: Option<Vec<StandingConsent>>,
    /// Purchases with their lines, the newest first.
    pub purchases: Option<Vec<Purchase>>,
    /// Purchases and refunds, the newest first.
    pub operations: Option<Vec<TimelineEntry>>,
    /// What was sent, the newest first.
    pub messages: Option<Vec<TimelineEntry>>,
    /// What staff wrote down, the newest first.
    pub interactions: Option<Vec<Interaction>>,
    /// Where the customer stands, if anywhere, and the moves, the newest first.
    pub rfm: Option<(Option<RfmStanding>, Vec<TimelineEntry>)>,
    /// The cards, the newest first.
    pub cards: Option<Vec<TimelineEntry>>,
    /// Service cases, the newest first.
    pub cases: Option<Vec<TimelineEntry>>,
    /// Surveys that were asked and answered, the newest first.
    pub surveys: Option<Vec<TimelineEntry>>,
    /// Carts, the one that was changed last first.
    pub carts: Option<Vec<TimelineEntry>>,
    /// The segments that the customer is in.
    pub segments: Option<Vec<Segment>>,
    /// How the customer stands with its invoices, and the latest of them.
    pub invoices: Option<(CreditStanding, Vec<Invoice>)>,
    /// Companies for which the customer works, or did.
    pub companies: Option<Vec<EmployerOf>>,
    /// What happened, the newest first.
    pub timeline: Option<Vec<TimelineEntry>>,
}

/// What the parts are read from.
pub trait CustomerCardReads:
    PurchaseReads + InvoiceReads + SegmentReads + AudienceReads + TimelineReads + CardListReads
{
}

impl<Store: PurchaseReads + InvoiceReads + SegmentReads + AudienceReads + TimelineReads + CardListReads>
    CustomerCardReads for Store
{
}

/// Why the parts were not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadCardError {
    /// A segment cannot be evaluated.
    #[error(transparent)]
    Segment(#[from] ResolveFilterError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The parts of that customer's card, `most` of each at most. What several parts are made of is read once, and what the record
/// tells already is not read again.
pub async fn read_customer_card(
    store: &mut dyn CustomerCardReads,
    record: &CustomerRecord,
    parts: &CardParts,
    most: PageSize,
) -> Result<CustomerCard, ReadCardError> {
    let customer = record.customer.id;
    let mut card = CustomerCard::default();
    let wanted = lists_of(parts);
    if !wanted.is_empty() {
        let lists = store.card_lists(customer, &wanted, parts.companies, most.get()).await?;
        card.consents = parts.consents.then_some(lists.consents);
        card.interactions = parts.interactions.then_some(lists.interactions);
        card.companies = parts.companies.map(|_| lists.employers);
    }
    if parts.purchases {
        let filter = PurchaseFilter { customer: Some(customer), ..PurchaseFilter::default() };
        let page = PageRequest { size: most, after: None };
        card.purchases = Some(PurchaseReads::list(store, &filter, page).await?.items);
    }
    if let Some(today) = parts.invoices {
        let query = InvoiceQuery { customer: Some(customer), ..InvoiceQuery::all(today) };
        let page = PageRequest { size: most, after: None };
        let invoices = store.list_invoices(&query, page).await?.items;
        card.invoices = Some((store.credit_standing(customer, today).await?, invoices));
    }
    if let Some((calendar, now)) = &parts.segments {
        card.segments = Some(segments_of_customer(store, customer, calendar, *now).await?);
    }
    let kinds = kinds_of(parts);
    if kinds.is_empty() {
        return Ok(card);
    }
    let query = TimelineQuery { kinds, from: None, to: None };
    let entries = store.newest_of_each_source(customer, &query, None, most.get()).await?;
    let of = |kinds: &[TimelineKind]| {
        let entries = entries.iter().filter(|entry| kinds.contains(&entry.item.kind())).cloned();
        newest(entries.collect(), most).items
    };
    card.operations = parts.operations.then(|| of(&[TimelineKind::Purchase, TimelineKind::Refund]));
    card.messages = parts.messages.then(|| of(&[TimelineKind::Message]));
    card.rfm = parts.rfm.then(|| (record.rfm.clone(), of(&[TimelineKind::RfmMove])));
    card.cards = parts.cards.then(|| of(&[TimelineKind::Card]));
    card.cases = parts.cases.then(|| of(&[TimelineKind::Case]));
    card.surveys = parts.surveys.then(|| of(&[TimelineKind::SurveyInvitation, TimelineKind::SurveyAnswer]));
    card.carts = parts.carts.then(|| of(&[TimelineKind::Cart]));
    card.timeline = parts.timeline.as_ref().map(|kinds| of(kinds));
    Ok(card)
}

/// The short lists among the parts.
fn lists_of(parts: &CardParts) -> Vec<CardList> {
    let lists = [
        (parts.consents, CardList::Consents),
        (parts.interactions, CardList::Interactions),
        (parts.companies.is_some(), CardList::Employers),
    ];
    lists.into_iter().filter_map(|(is_wanted, list)| is_wanted.then_some(list)).collect()
}

/// The kinds of entries that the parts are made of.
fn kinds_of(parts: &CardParts) -> Vec<TimelineKind> {
    let mut kinds = parts.timeline.clone().unwrap_or_default();
    for (is_wanted, kind) in [
        (parts.operations, TimelineKind::Purchase),
        (parts.operations, TimelineKind::Refund),
        (parts.messages, TimelineKind::Message),
        (parts.rfm, TimelineKind::RfmMove),
        (parts.cards, TimelineKind::Card),
        (parts.cases, TimelineKind::Case),
        (parts.surveys, TimelineKind::SurveyInvitation),
        (parts.surveys, TimelineKind::SurveyAnswer),
        (parts.carts, TimelineKind::Cart),
    ] {
        kinds.extend(is_wanted.then_some(kind));
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

//! Parts of a customer's card that are shown with the customer.

use regulars_flows::{CardParts, CustomerCard, TimelineEntry};
use regulars_identity::MerchantFacts;
use regulars_kernel::{Date, Instant, Language, Money, PageSize};
use regulars_purchases::Purchase;
use regulars_segments::Segment;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::v1::companies::employee_body::EmployerBody;
use crate::v1::consents::body::ConsentBody;
use crate::v1::interactions::body::InteractionBody;
use crate::v1::invoices::body::InvoiceBody;
use crate::v1::money::MoneyBody;
use crate::v1::newsletters::message_body::MessageBody;
use crate::v1::purchases::body::PurchaseBody;
use crate::v1::purchases::operation_body::OperationBody;
use crate::v1::rfm::body::StandingBody;
use crate::v1::timeline::body::{
    TimelineCardBody, TimelineCartBody, TimelineCaseBody, TimelineEntryBody, TimelineRfmMoveBody,
    TimelineSurveyBody,
};
use crate::v1::timeline::kinds::visible;

/// The most items of a part.
pub const LATEST: PageSize = match PageSize::new(10) {
    Some(size) => size,
    None => PageSize::ONE,
};

/// A part of a customer's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardPartBody {
    /// The statements about consent that stand.
    Consents,
    /// Purchases with their lines.
    Purchases,
    /// Purchases and refunds in a line each.
    Operations,
    /// What was sent.
    Messages,
    /// What staff wrote down of being in touch.
    Interactions,
    /// The scores, with the moves between classes.
    Rfm,
    /// The cards of the member whom the record is about.
    Cards,
    /// Service cases.
    Cases,
    /// Surveys that were asked and answered.
    Surveys,
    /// Carts of shops.
    Carts,
    /// Segments that the customer is in.
    Segments,
    /// Invoices, with what is open of them.
    Invoices,
    /// Companies for which the customer works, or did.
    Companies,
    /// What happened, as far as the caller may see it.
    Timeline,
}

impl CardPartBody {
    /// Whether the caller may call the operation that lists it.
    fn is_allowed<Op>(self, caller: &Caller<Op>) -> bool {
        match self {
            Self::Consents => caller.may::<access::list_consents>(),
            Self::Purchases => caller.may::<access::list_customer_purchases>(),
            Self::Operations => caller.may::<access::list_customer_operations>(),
            Self::Messages => caller.may::<access::list_customer_messages>(),
            Self::Interactions => caller.may::<access::list_interactions>(),
            Self::Rfm => caller.may::<access::get_customer_rfm>(),
            Self::Cards => caller.may::<access::get_customer>(),
            Self::Cases => caller.may::<access::list_cases>(),
            Self::Surveys => caller.may::<access::list_customer_survey_responses>(),
            Self::Carts => caller.may::<access::list_carts>(),
            Self::Segments => caller.may::<access::list_segments>(),
            Self::Invoices => caller.may::<access::list_invoices>(),
            Self::Companies => caller.may::<access::list_company_employees>(),
            Self::Timeline => caller.may::<access::list_customer_timeline>(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Consents => "consents",
            Self::Purchases => "purchases",
            Self::Operations => "operations",
            Self::Messages => "messages",
            Self::Interactions => "interactions",
            Self::Rfm => "rfm",
            Self::Cards => "cards",
            Self::Cases => "cases",
            Self::Surveys => "surveys",
            Self::Carts => "carts",
            Self::Segments => "segments",
            Self::Invoices => "invoices",
            Self::Companies => "companies",
            Self::Timeline => "timeline",
        }
    }
}

/// The parts that the caller asks for. One that the caller may not see is refused.
pub fn wanted<Op>(caller: &Caller<Op>, parts: &[CardPartBody], now: Instant) -> Result<CardParts, ApiError> {
    let calendar = caller.facts().calendar;
    let today = calendar.date_of(now);
    if let Some(part) = parts.iter().find(|part| !part.is_allowed(caller)) {
        let detail = format!("the role or the scopes of the credential do not include `{}`", part.name());
        return Err(ApiError::new(Code::Forbidden, detail));
    }
    let is_wanted = |part| parts.contains(&part);
    Ok(CardParts {
        consents: is_wanted(CardPartBody::Consents),
        purchases: is_wanted(CardPartBody::Purchases),
        operations: is_wanted(CardPartBody::Operations),
        messages: is_wanted(CardPartBody::Messages),
        interactions: is_wanted(CardPartBody::Interactions),
        rfm: is_wanted(CardPartBody::Rfm),
        cards: is_wanted(CardPartBody::Cards),
        cases: is_wanted(CardPartBody::Cases),
        surveys: is_wanted(CardPartBody::Surveys),
        carts: is_wanted(CardPartBody::Carts),
        segments: is_wanted(CardPartBody::Segments).then_some((calendar, now)),
        invoices: is_wanted(CardPartBody::Invoices).then_some(today),
        companies: is_wanted(CardPartBody::Companies).then_some(today),
        timeline: is_wanted(CardPartBody::Timeline).then(|| visible(caller)),
    })
}

/// Where a customer stands by recency, frequency and value, and how that came about.
#[derive(Serialize, ToSchema)]
pub struct ExpandedRfmBody {
    /// Where they stand; `null` for who has bought nothing, or has not been scored yet.
    standing: Option<StandingBody>,
    /// The latest moves, the newest first.
    #[schema(max_items = 10)]
    moves: Vec<TimelineRfmMoveBody>,
}

/// How a customer stands with its invoices.
#[derive(Serialize, ToSchema)]
pub struct ExpandedInvoicesBody {
    /// What is still to be paid.
    open: MoneyBody,
    /// What of that is overdue.
    overdue: MoneyBody,
    /// In how many days invoices that are paid were paid on average; `null` where none is.
    #[schema(example = 12, minimum = 0)]
    days_to_pay: Option<i64>,
    /// The latest invoices.
    #[schema(max_items = 10)]
    items: Vec<InvoiceBody>,
}

/// A segment that the customer is in.
#[derive(Serialize, ToSchema)]
pub struct ExpandedSegmentBody {
    /// Its id.
    #[schema(example = "b28e14af-1adc-509c-8749-386da0929875")]
    id: Uuid,
    /// The key of a built-in one; `null` for the merchant's own.
    #[schema(example = "lost")]
    key: Option<&'static str>,
    /// Its name; that of a built-in one is in the merchant's language.
    #[schema(example = "Izgubljeni kupci")]
    name: String,
}

impl ExpandedSegmentBody {
    fn new(segment: Segment, language: Language) -> Self {
        let (id, key) = (segment.id.value(), segment.key());
        Self { id, key, name: segment.in_language(language).name }
    }
}

/// The parts that were asked for; the others are absent. Of each list the latest ten.
#[derive(Serialize, ToSchema)]
pub struct ExpandedBody {
    /// The statements about consent that stand: all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 100)]
    consents: Option<Vec<ConsentBody>>,
    /// Purchases with their lines, the newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    purchases: Option<Vec<PurchaseBody>>,
    /// Purchases and refunds, the newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    operations: Option<Vec<OperationBody>>,
    /// What was sent, the newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    messages: Option<Vec<MessageBody>>,
    /// What staff wrote down of being in touch, the newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    interactions: Option<Vec<InteractionBody>>,
    /// The scores, with the moves between classes.
    #[serde(skip_serializing_if = "Option::is_none")]
    rfm: Option<ExpandedRfmBody>,
    /// The member's cards, the newest first: those that identify the member, and those that this merchant issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    cards: Option<Vec<TimelineCardBody>>,
    /// Service cases, the newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    cases: Option<Vec<TimelineCaseBody>>,
    /// Surveys that the customer was asked otherwise than by a newsletter, and those that were answered, the newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    surveys: Option<Vec<TimelineSurveyBody>>,
    /// Carts, the one that was changed last first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    carts: Option<Vec<TimelineCartBody>>,
    /// Every segment that the customer is in: the built-in ones first, then the merchant's own by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10_000)]
    segments: Option<Vec<ExpandedSegmentBody>>,
    /// Invoices, the latest issued first, with what is open of all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    invoices: Option<ExpandedInvoicesBody>,
    /// Companies for which the customer works, or did: the one of which it was said last that it is the main one first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    companies: Option<Vec<EmployerBody>>,
    /// What happened, the newest first, as far as the caller may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 10)]
    timeline: Option<Vec<TimelineEntryBody>>,
}

impl ExpandedBody {
    /// The parts at that instant, which is of that day, as the merchant has them shown.
    pub fn new(card: CustomerCard, facts: &MerchantFacts, (now, today): (Instant, Date)) -> Self {
        let (currency, language) = (facts.currency, facts.locale.language());
        let CustomerCard { consents, purchases, operations, messages, interactions, .. } = card;
        let CustomerCard { surveys, carts, segments, .. } = card;
        let CustomerCard { rfm, cards, cases, invoices, companies, timeline, .. } = card;
        let money = |amount| MoneyBody::from(Money::new(amount, currency));
        Self {
            consents: consents.map(converted),
            purchases: purchases.map(|purchases: Vec<Purchase>| converted(purchases)),
            operations: operations.map(|entries| {
                shown(entries, |entry| OperationBody::of(entry.position, entry.item, currency))
            }),
            messages: messages
                .map(|entries| shown(entries, |entry| MessageBody::of(entry.position.at, entry.item))),
            interactions: interactions.map(converted),
            rfm: rfm.map(|(standing, moves)| ExpandedRfmBody {
                standing: standing.map(StandingBody::from),
                moves: shown(moves, TimelineRfmMoveBody::of),
            }),
            cards: cards.map(|entries| shown(entries, TimelineCardBody::of)),
            cases: cases.map(|entries| shown(entries, TimelineCaseBody::of)),
            surveys: surveys
                .map(|entries| shown(entries, |entry| TimelineEntryBody::new(entry, currency, now).survey)),
            carts: carts
                .map(|entries| shown(entries, |entry| TimelineEntryBody::new(entry, currency, now).cart)),
            segments: segments.map(|segments| {
                segments.into_iter().map(|segment| ExpandedSegmentBody::new(segment, language)).collect()
            }),
            invoices: invoices.map(|(standing, invoices)| ExpandedInvoicesBody {
                open: money(standing.open),
                overdue: money(standing.overdue),
                days_to_pay: standing.days_to_pay,
                items: invoices.into_iter().map(|invoice| InvoiceBody::new(invoice, today)).collect(),
            }),
            companies: companies.map(|employers| {
                employers.into_iter().map(|employer| EmployerBody::new(employer, today)).collect()
            }),
            timeline: timeline
                .map(|entries| shown(entries, |entry| Some(TimelineEntryBody::new(entry, currency, now)))),
        }
    }
}

fn converted<Item, Body: From<Item>>(items: Vec<Item>) -> Vec<Body> {
    items.into_iter().map(Body::from).collect()
}

fn shown<Body>(entries: Vec<TimelineEntry>, body: impl FnMut(TimelineEntry) -> Option<Body>) -> Vec<Body> {
    entries.into_iter().filter_map(body).collect()
}

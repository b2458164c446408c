//! What happened with a company, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_flows::{CompanyTimelineEntry, CompanyTimelineItem, SentOffer, TimelineEntry, TimelineKind};
use regulars_kernel::{Currency, CustomerId, Date, Instant, OfferState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::documents::body::{DocumentKindBody, DocumentStateBody};
use crate::v1::money::MoneyBody;
use crate::v1::offers::body::OfferStateBody;
use crate::v1::purchases::operation_body::OperationBody;
use crate::v1::timeline::body::{
    TimelineCaseBody, TimelineEntryBody, TimelineFileBody, TimelineInteractionBody, TimelineInvoiceBody,
    TimelinePaymentBody,
};

/// A kind of what happens with a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CompanyTimelineKindBody {
    /// Somebody who worked there bought something.
    Purchase,
    /// Somebody who worked there gave something back.
    Refund,
    /// Somebody who worked there bought something on credit.
    Invoice,
    /// Something of an invoice was paid.
    Payment,
    /// Staff wrote down that they were in touch with somebody who worked there.
    Interaction,
    /// A service case of somebody who worked there was opened.
    Case,
    /// A file was attached to somebody who worked there.
    File,
    /// A document of the company was put on record.
    Document,
    /// A version of an offer was sent to the company.
    Offer,
    /// A version of an offer was accepted or declined.
    OfferDecision,
}

impl CompanyTimelineKindBody {
    /// The kind of what its people do, where it is one.
    pub const fn of_employees(self) -> Option<TimelineKind> {
        Some(match self {
            Self::Purchase => TimelineKind::Purchase,
            Self::Refund => TimelineKind::Refund,
            Self::Invoice => TimelineKind::Invoice,
            Self::Payment => TimelineKind::Payment,
            Self::Interaction => TimelineKind::Interaction,
            Self::Case => TimelineKind::Case,
            Self::File => TimelineKind::File,
            Self::Document | Self::Offer | Self::OfferDecision => return None,
        })
    }
}

/// A document, as it stands by now.
#[derive(Serialize, ToSchema)]
pub struct TimelineDocumentBody {
    /// Its id.
    id: Uuid,
    /// What it is.
    kind: DocumentKindBody,
    /// Its number.
    #[schema(example = "U-17/2026", max_length = 200)]
    number: Option<String>,
    /// What it is called.
    #[schema(example = "Delivery of bread", max_length = 200)]
    title: String,
    /// Where it stands by now.
    state: DocumentStateBody,
}

/// A version of an offer that was sent.
#[derive(Serialize, ToSchema)]
pub struct TimelineOfferBody {
    /// Its id.
    id: Uuid,
    /// Its number.
    #[schema(example = 1, minimum = 1)]
    number: i64,
    /// Which version.
    #[schema(example = 1, minimum = 1, maximum = 50)]
    version: u32,
    /// What it is called.
    #[schema(example = "Rolls for the congress", max_length = 200)]
    title: String,
    /// What it comes to.
    total: MoneyBody,
    /// The last day on which it can be accepted.
    valid_until: NaiveDate,
    /// Where it stands by now; of a version that was replaced where it stood last.
    state: OfferStateBody,
    /// When a newer version took its place; `null` of the newest.
    superseded_at: Option<DateTime<Utc>>,
}

impl TimelineOfferBody {
    fn new(id: Uuid, offer: SentOffer, today: Date) -> Self {
        let SentOffer { number, version, title, total, valid_until, stage, superseded_at } = offer;
        Self {
            id,
            number,
            version,
            title: title.into_exposed().into_string(),
            total: total.into(),
            valid_until,
            state: OfferState::of(stage, valid_until, today).into(),
            superseded_at,
        }
    }
}

/// Something that happened. Of the fields behind `customer_id` the one of the same name as the kind holds what; the others are
/// `null`. A purchase and a refund are an `operation`, an offer and the decision about it an `offer`.
#[derive(Serialize, ToSchema)]
pub struct CompanyTimelineEntryBody {
    /// What kind of thing.
    kind: CompanyTimelineKindBody,
    /// When.
    #[schema(example = "2026-11-20T16:30:00Z")]
    at: DateTime<Utc>,
    /// With whom, who worked there then; `null` for what is the company's own.
    customer_id: Option<Uuid>,
    /// What was bought or given back.
    operation: Option<OperationBody>,
    /// The invoice that was recorded.
    invoice: Option<TimelineInvoiceBody>,
    /// The payment that was booked.
    payment: Option<TimelinePaymentBody>,
    /// What passed between the customer and the merchant.
    interaction: Option<TimelineInteractionBody>,
    /// The case that was opened.
    case: Option<TimelineCaseBody>,
    /// The file that was attached.
    file: Option<TimelineFileBody>,
    /// The document that was put on record.
    document: Option<TimelineDocumentBody>,
    /// The offer that was sent, accepted or declined.
    offer: Option<TimelineOfferBody>,
}

impl CompanyTimelineEntryBody {
    /// The entry, with amounts in that currency, as of that instant and that day of the merchant's calendar.
    pub fn new(entry: CompanyTimelineEntry, currency: Currency, (now, today): (Instant, Date)) -> Self {
        let CompanyTimelineEntry { position, item } = entry;
        match item {
            CompanyTimelineItem::Document { kind, number, title, state } => {
                let document = TimelineDocumentBody {
                    id: position.id,
                    kind: kind.into(),
                    number: number.map(|number| number.into_exposed().into_string()),
                    title: title.into_exposed().into_string(),
                    state: state.into(),
                };
                let kind = CompanyTimelineKindBody::Document;
                Self { document: Some(document), ..Self::of_company(kind, position.at) }
            }
            CompanyTimelineItem::Offer(offer) => {
                let offer = TimelineOfferBody::new(position.id, offer, today);
                Self { offer: Some(offer), ..Self::of_company(CompanyTimelineKindBody::Offer, position.at) }
            }
            CompanyTimelineItem::OfferDecision(offer) => {
                let offer = TimelineOfferBody::new(position.id, offer, today);
                let kind = CompanyTimelineKindBody::OfferDecision;
                Self { offer: Some(offer), ..Self::of_company(kind, position.at) }
            }
            CompanyTimelineItem::OfEmployee(customer, item) => {
                Self::of_employee(customer, TimelineEntry { position, item }, (currency, now))
            }
        }
    }

    /// Something that is the company's own, without what.
    fn of_company(kind: CompanyTimelineKindBody, at: Instant) -> Self {
        Self {
            kind,
            at,
            customer_id: None,
            operation: None,
            invoice: None,
            payment: None,
            interaction: None,
            case: None,
            file: None,
            document: None,
            offer: None,
        }
    }

    fn of_employee(customer: CustomerId, entry: TimelineEntry, (currency, now): (Currency, Instant)) -> Self {
        let kind = match entry.item.kind() {
            TimelineKind::Refund => CompanyTimelineKindBody::Refund,
            TimelineKind::Invoice => CompanyTimelineKindBody::Invoice,
            TimelineKind::Payment => CompanyTimelineKindBody::Payment,
            TimelineKind::Interaction => CompanyTimelineKindBody::Interaction,
            TimelineKind::Case => CompanyTimelineKindBody::Case,
            TimelineKind::File => CompanyTimelineKindBody::File,
            _ => CompanyTimelineKindBody::Purchase,
        };
        let at = entry.position.at;
        let TimelineEntryBody { operation, invoice, payment, interaction, case, file, .. } =
            TimelineEntryBody::new(entry, currency, now);
        let customer_id = Some(customer.value());
        Self {
            customer_id,
            operation,
            invoice,
            payment,
            interaction,
            case,
            file,
            ..Self::of_company(kind, at)
        }
    }
}

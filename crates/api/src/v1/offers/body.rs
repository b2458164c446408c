//! An offer on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_companies::{Offer, OfferTerms, WhoDecided};
use regulars_kernel::{Date, Instant, Money, OfferState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::line_body::OfferLineBody;
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::money::MoneyBody;

/// Where an offer stands.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfferStateBody {
    /// It is being written, for the first time or anew.
    Draft,
    /// The company has it and can accept it.
    Sent,
    /// Its last day has passed, and the company has neither accepted nor declined it.
    Expired,
    /// The company has accepted it.
    Accepted,
    /// The company has declined it.
    Declined,
    /// It was taken back.
    Withdrawn,
}

macro_rules! same_names {
    ($($name:ident),*) => {
        impl From<OfferState> for OfferStateBody {
            fn from(state: OfferState) -> Self {
                match state { $(OfferState::$name => Self::$name),* }
            }
        }

        impl From<OfferStateBody> for OfferState {
            fn from(state: OfferStateBody) -> Self {
                match state { $(OfferStateBody::$name => Self::$name),* }
            }
        }
    };
}

same_names!(Draft, Sent, Expired, Accepted, Declined, Withdrawn);

/// Who accepted or declined an offer on its page, and when.
#[derive(Serialize, ToSchema)]
pub struct OfferDecisionBody {
    /// When.
    #[schema(example = "2026-11-20T16:30:00Z")]
    at: DateTime<Utc>,
    /// The name that was written there; `null` once it is erased.
    #[schema(example = "Jovan Jović", max_length = 200)]
    name: Option<String>,
    /// What was remarked.
    #[schema(example = "Before six, please.", max_length = 4_000)]
    remark: Option<String>,
}

/// An offer to a company.
#[derive(Serialize, ToSchema)]
pub struct OfferBody {
    /// Its id, of all of its versions.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c40")]
    pub id: Uuid,
    /// To whom.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")]
    company_id: Uuid,
    /// Its number, from 1 without gaps, which it gets as it is sent first and keeps; `null` before.
    #[schema(example = 1, minimum = 1)]
    number: Option<i64>,
    /// Which version this is, from 1.
    #[schema(example = 1, minimum = 1, maximum = 50)]
    version: u32,
    /// Where it stands today.
    #[schema(example = "accepted")]
    state: OfferStateBody,
    /// What it is called.
    #[schema(example = "Rolls for the congress", max_length = 200)]
    title: String,
    /// What is said besides.
    #[schema(example = "With free delivery.", max_length = 4_000)]
    message: Option<String>,
    /// What is offered.
    #[schema(max_items = 200)]
    lines: Vec<OfferLineBody>,
    /// What all lines come to.
    total: MoneyBody,
    /// The last day on which it can be accepted, in the merchant's time zone.
    #[schema(example = "2026-12-31")]
    valid_until: NaiveDate,
    /// The page on which the company accepts or declines this version; `null` while there is none to be seen.
    #[schema(format = "uri")]
    url: Option<String>,
    /// The employee whom it was sent to; `null` where none was named.
    customer_id: Option<Uuid>,
    /// When this version was sent.
    #[schema(example = "2026-11-20T16:30:00Z")]
    sent_at: Option<DateTime<Utc>>,
    /// Who accepted or declined it; `null` while nobody has.
    decision: Option<OfferDecisionBody>,
    /// When it was withdrawn.
    withdrawn_at: Option<DateTime<Utc>>,
    /// When its prices were agreed upon.
    agreed_at: Option<DateTime<Utc>>,
    /// Who put it on record.
    added_by: AuditActorBody,
    /// When it was put on record.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    updated_at: DateTime<Utc>,
}

impl OfferDecisionBody {
    /// What was decided then, by whom.
    pub fn new(at: Instant, by: WhoDecided) -> Self {
        let WhoDecided { name, remark } = by;
        Self {
            at,
            name: name.map(|name| name.into_exposed().into_string()),
            remark: remark.map(|remark| remark.into_exposed().into_string()),
        }
    }
}

impl OfferBody {
    /// The offer as of that day of the merchant's calendar, with the address of its page.
    pub fn new(offer: Offer, today: Date, url: Option<String>) -> Self {
        let state = offer.state_on(today);
        let Offer { id, company, number, version, terms, contact, sent_at, decided_at, .. } = offer;
        let Offer { decided_by, agreed_at, added_by, created_at, updated_at, .. } = offer;
        let OfferTerms { title, message, currency, valid_until, lines, total } = terms;
        let is_withdrawn = state == OfferState::Withdrawn;
        let decided = decided_at.filter(|_| !is_withdrawn);
        let decision = decided.map(|at| OfferDecisionBody::new(at, decided_by));
        Self {
            id: id.value(),
            company_id: company.value(),
            number,
            version,
            state: state.into(),
            title: title.into_exposed().into_string(),
            message: message.map(|message| message.into_exposed().into_string()),
            lines: lines.into_iter().map(|line| OfferLineBody::new(line, currency)).collect(),
            total: Money::new(total, currency).into(),
            valid_until,
            url,
            customer_id: contact.map(|customer| customer.value()),
            sent_at,
            decision,
            withdrawn_at: decided_at.filter(|_| is_withdrawn),
            agreed_at,
            added_by: added_by.into(),
            created_at,
            updated_at,
        }
    }
}

//! An earlier version of an offer on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_companies::{OfferTerms, SupersededOffer};
use regulars_kernel::{CustomerId, Money, OfferStage};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::OfferDecisionBody;
use super::line_body::OfferLineBody;
use crate::v1::money::MoneyBody;

/// A version of an offer that was sent, and replaced by a newer one, with what was answered to it. It is never changed.
#[derive(Serialize, ToSchema)]
pub struct OfferVersionBody {
    /// The offer.
    offer_id: Uuid,
    /// Which version, from 1.
    #[schema(example = 1, minimum = 1, maximum = 50)]
    version: u32,
    /// What it was called.
    #[schema(example = "Rolls for the congress", max_length = 200)]
    title: String,
    /// What was said besides.
    #[schema(max_length = 4_000)]
    message: Option<String>,
    /// What was offered.
    #[schema(max_items = 200)]
    lines: Vec<OfferLineBody>,
    /// What all lines came to.
    total: MoneyBody,
    /// The last day on which it could have been accepted.
    #[schema(example = "2026-12-31")]
    valid_until: NaiveDate,
    /// The employee whom it was sent to; `null` where none was named.
    customer_id: Option<Uuid>,
    /// When it was sent.
    sent_at: DateTime<Utc>,
    /// Who declined it; `null` where nobody did.
    decision: Option<OfferDecisionBody>,
    /// When it was withdrawn.
    withdrawn_at: Option<DateTime<Utc>>,
    /// When it was replaced.
    superseded_at: DateTime<Utc>,
}

impl From<SupersededOffer> for OfferVersionBody {
    fn from(one: SupersededOffer) -> Self {
        let SupersededOffer { offer, version, terms, stage, contact, sent_at, .. } = one;
        let SupersededOffer { decided_at, decided_by, superseded_at, .. } = one;
        let is_withdrawn = stage == OfferStage::Withdrawn;
        let decided = decided_at.filter(|_| !is_withdrawn);
        let OfferTerms { title, message, currency, valid_until, lines, total } = terms;
        Self {
            offer_id: offer.value(),
            version,
            title: title.into_exposed().into_string(),
            message: message.map(|message| message.into_exposed().into_string()),
            lines: lines.into_iter().map(|line| OfferLineBody::new(line, currency)).collect(),
            total: Money::new(total, currency).into(),
            valid_until,
            customer_id: contact.map(CustomerId::value),
            sent_at,
            decision: decided.map(|at| OfferDecisionBody::new(at, decided_by)),
            withdrawn_at: decided_at.filter(|_| is_withdrawn),
            superseded_at,
        }
    }
}

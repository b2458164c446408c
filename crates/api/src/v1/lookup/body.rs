//! What is known about a person at the till, on the wire.

use regulars_flows::{Lookup, PointsAtTill};
use regulars_identity::Role;
use regulars_kernel::Currency;
use regulars_loyalty::PersonalCampaign;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::cards::body::CardStatusBody;
use crate::v1::coupons::offer_body::CustomerOfferBody;
use crate::v1::customers::brief::CustomerBriefBody;
use crate::v1::lookup::points_body::LookedUpPointsBody;

/// What is known about a person at the till.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookupBody {
    /// Whether anything is known: a card of the network, or one of the merchant's customers.
    #[schema(example = true)]
    found: bool,
    /// The card that was shown; `null` when the network does not know it, and when no card was asked for.
    card: Option<FoundCardBody>,
    /// The merchant's own customer; `null` for a member whom the merchant does not know, and when the card does not
    /// identify anybody.
    customer: Option<CustomerBriefBody>,
    /// The coupons that are offered to the customer: `GET /v1/customers/{id}/offers` says which.
    #[schema(max_items = 100)]
    offers: Vec<CustomerOfferBody>,
    /// What the customer has in the programmes that are active or paused; empty where that is nothing.
    #[schema(max_items = 4_000)]
    points: Vec<LookedUpPointsBody>,
}

/// A card that was shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundCardBody {
    /// Its number.
    #[schema(example = "2000000000008")]
    number: String,
    /// Whether it identifies its member: only an active card does.
    #[schema(example = "active")]
    status: CardStatusBody,
}

impl LookupBody {
    /// What is known, for a caller in that role.
    pub fn new(lookup: &Lookup, points: Vec<PointsAtTill>, currency: Currency, role: Role) -> Self {
        let points = points.into_iter();
        let card = lookup.card.as_ref();
        Self {
            found: lookup.found(),
            card: card.map(|(number, status)| FoundCardBody {
                number: number.expose().to_owned(),
                status: (*status).into(),
            }),
            customer: lookup.customer.as_ref().map(|brief| CustomerBriefBody::new(brief, currency, role)),
            offers: Vec::new(),
            points: points.map(|points| LookedUpPointsBody::new(points, currency)).collect(),
        }
    }

    /// The same, with what is offered to the customer.
    #[must_use]
    pub fn with_offers(mut self, offers: Vec<PersonalCampaign>) -> Self {
        self.offers = offers.into_iter().map(CustomerOfferBody::from).collect();
        self
    }
}

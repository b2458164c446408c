//! A link to the page with a card, on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::CardLink;
use regulars_flows::CardLinks;
use serde::Serialize;
use utoipa::ToSchema;

/// The link to the page with a customer's card.
#[derive(Serialize, ToSchema)]
pub struct CardLinkBody {
    /// The address of the page. It is a credential: whoever has it sees the card, the points and the coupons. `null` where none was issued,
    /// or it was revoked.
    #[schema(
        max_length = 500,
        format = "uri",
        example = "http://127.0.0.1:8080/k/awGS8MErPH1Oj1prfI2eDzABkvDBKzx9To9aa3yNng9A"
    )]
    url: Option<String>,
    /// When it was issued.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: Option<DateTime<Utc>>,
}

impl CardLinkBody {
    /// The link, where there is one.
    pub fn new(link: Option<CardLink>, links: &CardLinks) -> Self {
        Self {
            url: link.as_ref().map(|link| links.address(link.id)),
            created_at: link.map(|link| link.created_at),
        }
    }
}

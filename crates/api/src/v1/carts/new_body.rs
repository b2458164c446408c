//! A cart as a shop sends it.

use chrono::{DateTime, Utc};
use regulars_customers::Utm;
use regulars_identity::MerchantFacts;
use regulars_kernel::{Currency, CustomerId, Email, Label, Personal, Phone};
use regulars_network::CardNumber;
use regulars_purchases::{CartOwner, CartUrl, NewCart, ReceiptLine};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::CartStageBody;
use crate::error::{ApiError, Invalid};
use crate::v1::customers::source::NewUtmBody;
use crate::v1::money::AmountBody;
use crate::v1::purchases::new_body::NewLineBody;

/// The whole of a cart, as it is after a change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "external_id": "shop-4712",
    "occurred_at": "2026-11-20T16:30:00Z",
    "identify": {"email": "milica.petrovic@example.com"},
    "stage": "checkout",
    "currency": "RSD",
    "lines": [
        {"sku": "9103", "name": "Čajnik", "category": "gifts", "quantity": "2", "unit": "kom",
         "unit_price": {"amount": 180000, "currency": "RSD"}, "total": {"amount": 360000, "currency": "RSD"}}
    ],
    "total": {"amount": 360000, "currency": "RSD"},
    "url": "https://shop.example.com/cart/shop-4712"
}))]
pub struct NewCartBody {
    /// The shop's own id of the cart.
    #[schema(min_length = 1, max_length = 200)]
    external_id: String,
    /// When it was changed, by the shop's clock. A state that is older than the one that is known changes nothing. One that is ahead of
    /// this service's clock counts as of when it was recorded.
    #[serde(deserialize_with = "crate::extract::instant")]
    occurred_at: DateTime<Utc>,
    /// Whose it is. Leave it out while nobody knows; who was known before stays.
    identify: Option<CartOwnerBody>,
    /// How far the customer has come.
    #[serde(default)]
    stage: CartStageBody,
    /// ISO 4217 code: the merchant's currency.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: String,
    /// What is in it, as on a receipt. An empty cart is deleted instead.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<NewLineBody>,
    /// The sum of the lines.
    total: AmountBody,
    /// Where the customer goes on with it.
    #[schema(min_length = 1, max_length = 2000)]
    url: Option<String>,
    /// The campaign that has led the customer to the shop. It is noted with the customer whose cart it is (`source.last_utm`), as of
    /// `occurred_at`, unless a later one is known; the cart itself does not keep it.
    utm: Option<NewUtmBody>,
}

/// Whose cart it is: exactly one of these. A card, a phone number or an address that none of your customers has is no error: the
/// cart is nobody's, and what you sent is not kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CartOwnerBody {
    /// The number of a card.
    #[schema(min_length = 4, max_length = 64)]
    card: Option<String>,
    /// A phone number in any written form.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// An e-mail address in any letter case.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// The customer's id.
    customer_id: Option<Uuid>,
}

impl NewCartBody {
    /// The checked cart, and the campaign.
    pub fn check(self, facts: &MerchantFacts) -> Result<(NewCart, Utm), ApiError> {
        let mut invalid = Invalid::default();
        let external_id = invalid.check("/external_id", self.external_id.parse::<Label>());
        let Some(currency) = invalid.check("/currency", Currency::from_stored(&self.currency)) else {
            return Err(invalid.into());
        };
        let owner = self.identify.and_then(|identify| identify.check(&mut invalid, facts));
        let lines = self.lines.into_iter().enumerate();
        let lines: Vec<ReceiptLine> = lines
            .filter_map(|(index, line)| line.check(&mut invalid, &format!("/lines/{index}"), currency))
            .collect();
        let total = invalid.check("/total", self.total.minor_units(currency));
        let url = invalid.parse_option::<CartUrl>("/url", self.url);
        let utm = self.utm.unwrap_or_default().check(&mut invalid, "/utm");
        let cart = invalid.finish_with(external_id.zip(total).map(|(external_id, total)| NewCart {
            external_id,
            owner,
            stage: self.stage.into(),
            occurred_at: self.occurred_at,
            currency,
            lines,
            total,
            url: url.map(Personal::new),
        }))?;
        Ok((cart, utm))
    }
}

impl CartOwnerBody {
    fn check(self, invalid: &mut Invalid, facts: &MerchantFacts) -> Option<CartOwner> {
        match (self.card, self.phone, self.email, self.customer_id) {
            (Some(card), None, None, None) => {
                invalid.check("/identify/card", card.parse::<CardNumber>()).map(CartOwner::Card)
            }
            (None, Some(phone), None, None) => {
                let phone = Phone::parse(&phone, facts.country.as_deref());
                invalid.check("/identify/phone", phone).map(CartOwner::Phone)
            }
            (None, None, Some(email), None) => {
                invalid.check("/identify/email", email.parse::<Email>()).map(CartOwner::Email)
            }
            (None, None, None, Some(id)) => Some(CartOwner::Customer(CustomerId::new(id))),
            _ => {
                let detail = "must have exactly one of card, phone, email, customer_id";
                invalid.add("/identify", "invalid", detail);
                None
            }
        }
    }
}

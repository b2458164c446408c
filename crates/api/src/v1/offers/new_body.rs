//! An offer to be put on record, on the wire.

use chrono::NaiveDate;
use regulars_companies::NewOffer;
use regulars_kernel::{Currency, Label, LongText, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::line_body::{NewOfferLineBody, check_lines};
use crate::error::{ApiError, Invalid};

/// An offer to be put on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Bread in December", "valid_until": "2099-12-31", "lines": [
        {"sku": "1001", "description": "White bread", "quantity": "200"},
        {"description": "Delivery before six", "unit_price": 150000, "discount_percent": "10"}
    ]
}))]
pub struct NewOfferBody {
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    /// What is said besides.
    #[schema(min_length = 1, max_length = 4_000)]
    message: Option<String>,
    /// The currency of its amounts, as an ISO 4217 code; the merchant's when nothing is said.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// The last day on which it can be accepted, in the merchant's time zone.
    valid_until: NaiveDate,
    /// What is offered.
    #[schema(min_items = 1, max_items = 200)]
    lines: Vec<NewOfferLineBody>,
}

impl NewOfferBody {
    /// The checked offer of a merchant that sells in `currency`.
    pub fn check(self, currency: Currency) -> Result<NewOffer, ApiError> {
        let mut invalid = Invalid::default();
        let title = invalid.check("/title", self.title.parse::<Label>());
        let message = invalid.parse_option::<LongText>("/message", self.message);
        let said = invalid.parse_option::<Currency>("/currency", self.currency);
        let lines = check_lines(self.lines, &mut invalid);
        let (title, lines) = invalid.finish_with(title.zip(lines))?;
        Ok(NewOffer {
            title: Personal::new(title),
            message: message.map(Personal::new),
            currency: said.unwrap_or(currency),
            valid_until: self.valid_until,
            lines,
        })
    }
}

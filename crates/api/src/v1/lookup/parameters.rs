//! The parameters of a lookup.

use regulars_flows::LookupBy;
use regulars_kernel::{Email, Phone};
use regulars_network::CardNumber;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::{ApiError, Invalid};

/// What the person shows or says: exactly one of the three.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LookupParameters {
    /// The number of a card; spaces and dashes in it do not matter.
    #[param(min_length = 4, max_length = 64, example = "2000000000008")]
    card: Option<String>,
    /// A phone number in any written form. Without a country code it is one of the merchant's country.
    #[param(max_length = 40)]
    phone: Option<String>,
    /// An e-mail address in any letter case.
    #[param(max_length = 254)]
    email: Option<String>,
}

impl LookupParameters {
    /// Fails unless exactly one parameter was given.
    pub fn check_count(&self) -> Result<(), ApiError> {
        let given = [("?card", &self.card), ("?phone", &self.phone), ("?email", &self.email)];
        let given: Vec<&str> =
            given.into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect();
        let mut invalid = Invalid::default();
        if given.is_empty() {
            invalid.add("?card", "required", "is required without phone and email");
        }
        for name in given.into_iter().skip(1) {
            invalid.add(
                name,
                "invalid",
                "cannot be sent with another one: give one of card, phone and email",
            );
        }
        invalid.finish()
    }

    /// The checked parameter. `country` is the one whose phone numbers need no country code.
    pub fn check(self, country: Option<&str>) -> Result<LookupBy, ApiError> {
        let mut invalid = Invalid::default();
        let card = self.card.map(|card| card.parse::<CardNumber>());
        let card = invalid.check_option("?card", card).flatten().map(LookupBy::Card);
        let phone = self.phone.map(|phone| Phone::parse(&phone, country));
        let phone = invalid.check_option("?phone", phone).flatten().map(LookupBy::Phone);
        let email = self.email.map(|email| email.parse::<Email>());
        let email = invalid.check_option("?email", email).flatten().map(LookupBy::Email);
        invalid.finish_with(card.or(phone).or(email))
    }
}

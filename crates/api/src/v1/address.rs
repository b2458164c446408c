//! Addresses in requests.

use regulars_identity::BusinessAddress;
use regulars_kernel::{Change, Label, clean_code};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;

/// An address to be stored.
#[derive(Deserialize, ToSchema, Default, Clone)]
#[serde(deny_unknown_fields)]
pub struct NewAddressBody {
    /// Street and number.
    #[schema(max_length = 200)]
    pub street: Option<String>,
    /// Postcode.
    #[schema(max_length = 200)]
    pub postcode: Option<String>,
    /// City.
    #[schema(max_length = 200)]
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2 country code, in any letter case.
    pub country: Option<String>,
}

impl NewAddressBody {
    /// The checked address, or `None` after its errors were noted below `pointer`.
    pub fn check(self, invalid: &mut Invalid, pointer: &str) -> Option<BusinessAddress> {
        let line = |text: Option<String>| text.map(|text| text.parse::<Label>());
        let street = invalid.check_option(&format!("{pointer}/street"), line(self.street));
        let postcode = invalid.check_option(&format!("{pointer}/postcode"), line(self.postcode));
        let city = invalid.check_option(&format!("{pointer}/city"), line(self.city));
        let country = invalid.check_option(&format!("{pointer}/country"), self.country.map(parse_country));
        Some(BusinessAddress { street: street?, postcode: postcode?, city: city?, country: country? })
    }
}

/// What changes of an address.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct AddressPatchBody {
    /// Street and number.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    street: Patched<String>,
    /// Postcode.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    postcode: Patched<String>,
    /// City.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    city: Patched<String>,
    /// ISO 3166-1 alpha-2 country code, in any letter case.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    country: Patched<String>,
}

/// The checked change of an address.
#[derive(Default)]
pub struct AddressChange {
    /// Street and number.
    pub street: Change<Label>,
    /// Postcode.
    pub postcode: Change<Label>,
    /// City.
    pub city: Change<Label>,
    /// Country code.
    pub country: Change<String>,
}

impl AddressChange {
    /// Clears every line.
    pub const CLEAR: Self =
        Self { street: Change::Clear, postcode: Change::Clear, city: Change::Clear, country: Change::Clear };
}

impl AddressPatchBody {
    /// The checked change; errors are noted below `pointer`.
    pub fn check(self, invalid: &mut Invalid, pointer: &str) -> AddressChange {
        let line = |text: String| text.parse::<Label>();
        AddressChange {
            street: self.street.check(invalid, &format!("{pointer}/street"), line).unwrap_or_default(),
            postcode: self.postcode.check(invalid, &format!("{pointer}/postcode"), line).unwrap_or_default(),
            city: self.city.check(invalid, &format!("{pointer}/city"), line).unwrap_or_default(),
            country: self
                .country
                .check(invalid, &format!("{pointer}/country"), parse_country)
                .unwrap_or_default(),
        }
    }
}

/// A country code of two letters, in upper case.
fn parse_country(text: String) -> Result<String, &'static str> {
    let text = clean_code(&text).to_ascii_uppercase();
    let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(text) } else { Err("must be an ISO 3166-1 alpha-2 code such as RS") }
}

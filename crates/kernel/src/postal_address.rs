//! Postal addresses.

use std::str::FromStr;

use crate::{Label, Personal, clean_code};

/// A country: an ISO 3166-1 alpha-2 code, read in any letter case and kept in upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

/// The text is not a country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be an ISO 3166-1 code such as RS")]
pub struct InvalidCountryCode;

impl CountryCode {
    /// The code, such as `RS`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CountryCode {
    type Err = InvalidCountryCode;

    fn from_str(text: &str) -> Result<Self, InvalidCountryCode> {
        let code: [u8; 2] = clean_code(text).as_bytes().try_into().or(Err(InvalidCountryCode))?;
        let code = code.map(|letter| letter.to_ascii_uppercase());
        if code.iter().all(u8::is_ascii_uppercase) { Ok(Self(code)) } else { Err(InvalidCountryCode) }
    }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostalAddress {
    /// Street and number.
    pub street: Option<Personal<Label>>,
    /// Postcode.
    pub postcode: Option<Personal<Label>>,
    /// City.
    pub city: Option<Personal<Label>>,
    /// Country.
    pub country: Option<CountryCode>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_two_letters() {
        for text in ["RS", "rs", " Rs\u{200b}"] {
            assert_eq!(text.parse::<CountryCode>().unwrap().code(), "RS");
        }
        for text in ["", "R", "SRB", "R1", "Č"] {
            assert_eq!(text.parse::<CountryCode>(), Err(InvalidCountryCode), "{text:?}");
        }
    }
}

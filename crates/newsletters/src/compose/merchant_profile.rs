//! What a newsletter says about the merchant by itself.

use crate::content::LinkUrl;

/// The merchant in whose name and design a newsletter goes out. Everything but the name may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MerchantProfile {
    /// The name that customers know.
    pub name: String,
    /// The registered name.
    pub legal_name: Option<String>,
    /// The postal address.
    pub address: Option<ImprintAddress>,
    /// The opening hours, in lines of text.
    pub opening_hours: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The address for questions.
    pub email: Option<String>,
    /// The website.
    pub website: Option<LinkUrl>,
    /// What the law asks a merchant to say about itself, in lines of text.
    pub imprint: Option<String>,
    /// Who publishes the newsletter.
    pub publisher: Option<String>,
    /// The copyright notice. Without one the name stands behind the sign.
    pub copyright: Option<String>,
    /// The logo.
    pub logo: Option<LinkUrl>,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImprintAddress {
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// City.
    pub city: String,
    /// Country.
    pub country: String,
}

impl ImprintAddress {
    /// The address on one line, without what is missing.
    pub fn one_line(&self) -> String {
        let city = [self.postcode.trim(), self.city.trim()];
        let city = city.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        [self.street.trim(), &city, self.country.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

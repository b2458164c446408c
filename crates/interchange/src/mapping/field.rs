//! What a cell can be about.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::named;

named! {
    /// What a column can be about, besides custom attributes.
    Field {
        /// The customer's id here, as an export writes it; it finds a customer and changes nothing.
        RegularsId = "regulars_id",
        /// The merchant's own number of the customer.
        ExternalId = "external_id",
        /// The number of a card of the network; it finds a customer and changes nothing.
        Card = "card",
        /// How the customer is addressed.
        Gender = "gender",
        /// Academic title.
        Title = "title",
        /// Given name.
        FirstName = "first_name",
        /// Family name.
        LastName = "last_name",
        /// Given and family name in one cell.
        FullName = "full_name",
        /// Family name as it is called.
        Vocative = "vocative",
        /// Company.
        Company = "company",
        /// E-mail address.
        Email = "email",
        /// Phone number.
        Phone = "phone",
        /// Date of birth, or the birthday where the year is not known.
        BirthDate = "birth_date",
        /// Birthday. Beside a date of birth it must be of the same day; the year of one that has a year is taken where there is no
        /// other.
        Birthday = "birthday",
        /// Language.
        Language = "language",
        /// Street and number.
        Street = "street",
        /// Postcode.
        Postcode = "postcode",
        /// City.
        City = "city",
        /// Country.
        Country = "country",
        /// Names of tags, separated by commas or semicolons.
        Tags = "tags",
        /// `utm_source`.
        UtmSource = "utm_source",
        /// `utm_medium`.
        UtmMedium = "utm_medium",
        /// `utm_campaign`.
        UtmCampaign = "utm_campaign",
        /// `utm_term`.
        UtmTerm = "utm_term",
        /// `utm_content`.
        UtmContent = "utm_content",
        /// Who or what referred the customer.
        ReferralId = "referral_id",
        /// Where the consent to storing the data was given.
        DataConsentSource = "data_consent_source",
        /// The version of the text that the person agreed to.
        DataConsentText = "data_consent_text_version",
        /// Whether the customer agreed to advertising by e-mail.
        AdvertisingEmail = "advertising_email",
        /// Whether the customer agreed to advertising by text message.
        AdvertisingSms = "advertising_sms",
        /// Where the customer agreed to advertising.
        AdvertisingSource = "advertising_source",
        /// The version of the text that the customer agreed to.
        AdvertisingText = "advertising_text_version",
        /// When the customer agreed to advertising.
        AdvertisingDate = "advertising_date",
        /// Whether, or when, the customer unsubscribed from e-mails.
        EmailOptedOut = "email_opted_out",
        /// Whether, or when, the e-mail address stopped taking mail.
        EmailBounced = "email_bounced",
    }
}

/// What a column is about: a field, or a custom attribute by its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnTarget {
    /// A field.
    Field(Field),
    /// A custom attribute.
    Attribute(String),
}

/// The text names neither a field nor an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be the name of a field, or `attributes.` and the key of an attribute")]
pub struct InvalidTarget;

impl ColumnTarget {
    const ATTRIBUTES: &str = "attributes.";
}

impl FromStr for ColumnTarget {
    type Err = InvalidTarget;

    fn from_str(text: &str) -> Result<Self, InvalidTarget> {
        match text.strip_prefix(Self::ATTRIBUTES) {
            Some("") => Err(InvalidTarget),
            Some(key) => Ok(Self::Attribute(key.to_owned())),
            None => Field::from_name(text).map(Self::Field).ok_or(InvalidTarget),
        }
    }
}

impl fmt::Display for ColumnTarget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => formatter.write_str(field.name()),
            Self::Attribute(key) => write!(formatter, "{}{key}", Self::ATTRIBUTES),
        }
    }
}

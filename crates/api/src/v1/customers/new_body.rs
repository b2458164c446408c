//! A customer to be added, on the wire.

use std::collections::BTreeMap;

use regulars_customers::{DataConsent, NewCustomer};
use regulars_kernel::{CountryCode, Gender, Label, Names, Personal, Phone};
use regulars_loyalty::ReferralCode;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::attributes::AttributeChangeBody;
use super::person::{GenderBody, check_born};
use super::source::NewSourceBody;
use super::{address, attributes};
use crate::error::{ApiError, Invalid};
use crate::v1::address::NewAddressBody;

/// A customer to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "first_name": "Jovana", "last_name": "Nikolić", "gender": "female", "email": "jovana.nikolic@example.com",
    "phone": "064 765 4321", "birth_date": "1988-03-08", "language": "sr-RS",
    "address": {"city": "Novi Sad", "country": "RS"}, "tags": ["VIP"], "attributes": {"shoe_size": 38},
    "source": {"utm": {"source": "instagram"}}, "data_consent": {"source": "form in the shop"}
}))]
pub struct NewCustomerBody {
    /// The merchant's own number of the customer, unique within the merchant.
    #[schema(min_length = 1, max_length = 200)]
    external_id: Option<String>,
    /// How the customer is addressed.
    gender: Option<GenderBody>,
    /// The academic title, such as `Dr.` or `prof. dr`. Salutations carry it where the language does.
    #[schema(min_length = 1, max_length = 50)]
    title: Option<String>,
    /// The given name.
    #[schema(min_length = 1, max_length = 200)]
    first_name: Option<String>,
    /// The family name.
    #[schema(min_length = 1, max_length = 200)]
    last_name: Option<String>,
    /// The vocative of the family name, where the rule of the language would get it wrong.
    #[schema(min_length = 1, max_length = 200)]
    vocative: Option<String>,
    /// The company.
    #[schema(min_length = 1, max_length = 200)]
    company: Option<String>,
    /// The e-mail address.
    #[schema(max_length = 254, format = "email")]
    email: Option<String>,
    /// The phone number in any written form. Without a country code it is one of the country of the address, else of the
    /// merchant's.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// The date of birth, from 1900 to today.
    #[schema(format = "date")]
    birth_date: Option<String>,
    /// The birthday, `--MM-DD` as in vCard, of who keeps the year to themselves: it is in filters of birthdays and has no age. Beside
    /// `birth_date` it must be that day.
    #[schema(max_length = 7, pattern = "^--[0-9]{2}-[0-9]{2}$")]
    birthday: Option<String>,
    /// Tag of the customer's language (BCP 47), any one in any letter case. Messages are written in it where Regulars
    /// speaks it, which is Serbian in both scripts, Polish, Russian, German and English; else in the merchant's.
    #[schema(max_length = 35)]
    language: Option<String>,
    /// Where the customer lives.
    #[schema(inline)]
    address: Option<NewAddressBody>,
    /// Names of tags that the merchant has, in any letter case.
    #[serde(default)]
    #[schema(max_items = 100)]
    tags: Option<Vec<String>>,
    /// Custom attributes by name, at most 50. A name is a lower-case letter followed by up to 39 lower-case letters,
    /// digits and underscores.
    #[schema(value_type = Option<BTreeMap<String, AttributeChangeBody>>)]
    attributes: Option<BTreeMap<String, Value>>,
    /// Where the customer comes from.
    #[schema(inline)]
    source: Option<NewSourceBody>,
    /// The statement that the merchant may store these data. Required, because the person is not a member.
    #[schema(inline)]
    data_consent: Option<DataConsentBody>,
    /// Whether the mail of a double opt-in is sent to the e-mail address at once. A customer who cannot be asked is not
    /// added.
    #[serde(default)]
    #[schema(default = false)]
    pub send_opt_in: bool,
    /// The code of the member who has invited the customer: letters and digits in any case, with or without spaces and dashes. It
    /// stands in `source.referral_id`, which is left out of the request then.
    #[schema(min_length = 1, max_length = 40)]
    referral_code: Option<String>,
}

/// The merchant's statement that it may store the data of a person who is not a member.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataConsentBody {
    /// Where the consent was given, such as a form or a shop.
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    /// The version of the text that the person agreed to.
    #[schema(min_length = 1, max_length = 200)]
    text_version: Option<String>,
}

impl DataConsentBody {
    fn check(self, invalid: &mut Invalid) -> Option<DataConsent> {
        let source = invalid.check("/data_consent/source", self.source.parse::<Label>());
        let text_version = invalid.parse_option("/data_consent/text_version", self.text_version);
        Some(DataConsent { source: source?, text_version })
    }
}

impl NewCustomerBody {
    /// The checked customer, and the code by which they were invited. `country` is the one whose phone numbers need no country code.
    pub fn check(self, country: Option<&str>) -> Result<(NewCustomer, Option<ReferralCode>), ApiError> {
        let mut invalid = Invalid::default();
        if self.data_consent.is_none() {
            invalid.add("/data_consent", "required", "is required for a person who is not a member");
        }
        let address = address::check(self.address.unwrap_or_default(), &mut invalid);
        let countries = [address.country.as_ref().map(CountryCode::code), country];
        let phone = self.phone.map(|phone| Phone::parse_in(&phone, &countries));
        let birth_date = check_born(self.birth_date, self.birthday, &mut invalid);
        let (utm, last_utm, referral_id) = self.source.unwrap_or_default().check(&mut invalid);
        let code: Option<ReferralCode> = invalid.parse_option("/referral_code", self.referral_code);
        if code.is_some() && referral_id.is_some() {
            invalid.add("/source/referral_id", "does_not_fit", "is what `referral_code` says");
        }
        let names = Names {
            title: self.title,
            first_name: self.first_name,
            last_name: self.last_name,
            vocative: self.vocative,
            company: self.company,
        };
        let new = NewCustomer {
            external_id: invalid.parse_option("/external_id", self.external_id),
            gender: self.gender.map(Gender::from),
            names: names.map(|name, text| invalid.parse_option(&format!("/{name}"), text).map(Personal::new)),
            email: invalid.parse_option("/email", self.email),
            phone: invalid.check_option("/phone", phone).flatten(),
            birth_date,
            language: invalid.parse_option("/language", self.language),
            address,
            tags: check_tags(self.tags.unwrap_or_default(), &mut invalid),
            attributes: attributes::check(self.attributes.unwrap_or_default(), &mut invalid),
            utm,
            last_utm,
            referral_id,
            data_consent: self.data_consent.and_then(|consent| consent.check(&mut invalid)),
            created_by: None,
        };
        invalid.finish()?;
        Ok((new, code))
    }
}

/// The checked names of tags; errors are noted at each.
pub fn check_tags(names: Vec<String>, invalid: &mut Invalid) -> Vec<Label> {
    let mut checked = Vec::with_capacity(names.len());
    for (index, name) in names.into_iter().enumerate() {
        checked.extend(invalid.check(&format!("/tags/{index}"), name.parse::<Label>()));
    }
    checked
}

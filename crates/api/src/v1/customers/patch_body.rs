//! A partial update of a customer, on the wire.

use std::collections::BTreeMap;

use regulars_customers::{BornPatch, CustomerPatch};
use regulars_kernel::{
    Change, DayOfYear, Email, Gender, InvalidText, Label, LanguageTag, Names, Personal, Phone,
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::attributes::{AttributeChangeBody, check_changes};
use super::new_body::check_tags;
use super::person::{GenderBody, parse_birth_date};
use super::source::SourcePatchBody;
use super::{address, source};
use crate::error::{ApiError, Invalid};
use crate::extract::Patched;
use crate::v1::address::AddressPatchBody;

/// What changes; absent fields stay, `null` clears.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "phone": "+381 64 123 4567", "address": {"city": "Novi Sad"}, "attributes": {"shoe_size": 39, "diet": null}
}))]
pub struct CustomerPatchBody {
    /// The merchant's own number of the customer, unique within the merchant.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    external_id: Patched<String>,
    /// How the customer is addressed.
    #[schema(value_type = Option<GenderBody>)]
    #[serde(default)]
    gender: Patched<GenderBody>,
    /// The academic title, such as `Dr.` or `prof. dr`. Salutations carry it where the language does.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 50)]
    #[serde(default)]
    title: Patched<String>,
    /// The given name.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    first_name: Patched<String>,
    /// The family name.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    last_name: Patched<String>,
    /// The vocative of the family name, where the rule of the language would get it wrong.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    vocative: Patched<String>,
    /// The company.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    company: Patched<String>,
    /// The e-mail address. Another address is not verified.
    #[schema(value_type = Option<String>, max_length = 254, format = "email")]
    #[serde(default)]
    email: Patched<String>,
    /// The phone number in any written form. Without a country code it is one of the country of the address, else
    /// of the merchant's.
    #[schema(value_type = Option<String>, max_length = 40)]
    #[serde(default)]
    phone: Patched<String>,
    /// The date of birth, from 1900 to today. The birthday follows it; `null` clears both, unless `birthday` is given beside it.
    #[schema(value_type = Option<String>, format = "date")]
    #[serde(default)]
    birth_date: Patched<String>,
    /// The birthday, `--MM-DD`, where the year of birth is not known. Another day than that of the date of birth is refused; `null`
    /// clears it where there is no date of birth.
    #[schema(value_type = Option<String>, max_length = 7, pattern = "^--[0-9]{2}-[0-9]{2}$")]
    #[serde(default)]
    birthday: Patched<String>,
    /// Tag of the customer's language (BCP 47), any one in any letter case.
    #[schema(value_type = Option<String>, max_length = 35)]
    #[serde(default)]
    language: Patched<String>,
    /// Where the customer lives.
    #[schema(value_type = Option<AddressPatchBody>)]
    #[serde(default)]
    address: Patched<AddressPatchBody>,
    /// Names of all the tags that the customer has afterwards.
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    #[serde(default)]
    tags: Patched<Vec<String>>,
    /// Custom attributes to be set, and those that are `null` to be taken away. Others stay.
    #[schema(value_type = Option<BTreeMap<String, AttributeChangeBody>>)]
    #[serde(default)]
    attributes: Patched<BTreeMap<String, Value>>,
    /// Where the customer comes from.
    #[schema(value_type = Option<SourcePatchBody>)]
    #[serde(default)]
    source: Patched<SourcePatchBody>,
}

impl CustomerPatchBody {
    /// Whether a phone number may be one of the country that the customer has so far.
    pub const fn has_phone_of_known_country(&self) -> bool {
        matches!(self.phone.0, Change::Set(_))
    }

    /// The checked update. `known` is the country that the customer has so far, and `merchant` that of the merchant: a
    /// phone number without a country code is of the first of them, unless the update names a country.
    pub fn check(self, known: Option<&str>, merchant: Option<&str>) -> Result<CustomerPatch, ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| text.parse::<Label>();
        let personal = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<Label>()?));
        let address = address::check_change(self.address, &mut invalid);
        let own = match &address.country {
            Change::Unchanged => known,
            Change::Clear => None,
            Change::Set(country) => Some(country.code()),
        };
        let phone = |text: String| Phone::parse_in(&text, &[own, merchant]);
        let phone = self.phone.check(&mut invalid, "/phone", phone).unwrap_or_default();
        let date = self.birth_date.check(&mut invalid, "/birth_date", |text| parse_birth_date(&text));
        let day = |text: String| text.parse::<DayOfYear>().map(Personal::new);
        let birthday = self.birthday.check(&mut invalid, "/birthday", day);
        let born = BornPatch { date: date.unwrap_or_default(), birthday: birthday.unwrap_or_default() };
        let source = source::check_change(self.source, &mut invalid);
        let names = Names {
            title: self.title,
            first_name: self.first_name,
            last_name: self.last_name,
            vocative: self.vocative,
            company: self.company,
        };
        let patch = CustomerPatch {
            external_id: self.external_id.check(&mut invalid, "/external_id", line).unwrap_or_default(),
            gender: self.gender.0.map(Gender::from),
            names: names.map(|name, text| {
                text.check(&mut invalid, &format!("/{name}"), personal).unwrap_or_default()
            }),
            email: self.email.check(&mut invalid, "/email", |text| text.parse::<Email>()).unwrap_or_default(),
            phone,
            born,
            language: self
                .language
                .check(&mut invalid, "/language", |text| text.parse::<LanguageTag>())
                .unwrap_or_default(),
            street: address.street,
            postcode: address.postcode,
            city: address.city,
            country: address.country,
            tags: self.tags.0.map(|names| check_tags(names, &mut invalid)),
            attributes: self.attributes.0.map(|changes| check_changes(changes, &mut invalid)),
            utm: source.utm,
            last_utm: source.last_utm,
            referral_id: source.referral_id,
        };
        invalid.finish()?;
        Ok(patch)
    }
}

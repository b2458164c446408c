//! What changes of a company, on the wire.

use std::convert::Infallible;

use regulars_companies::{CompanyPatch, TaxPatch};
use regulars_identity::Website;
use regulars_kernel::{CountryCode, Email, InvalidText, Label, LongText, Personal, Phone};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::extract::Patched;
use crate::v1::address::AddressPatchBody;
use crate::v1::customers::address;

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Delivery before six, at the back.", "address": {"street": "Kej žrtava racije 4"}}))]
pub struct CompanyPatchBody {
    /// What it is called.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The name in the commercial register.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    legal_name: Patched<String>,
    /// The number under which it pays taxes, in any written form. `null` clears its country too.
    #[schema(value_type = Option<String>, min_length = 2, max_length = 40)]
    #[serde(default)]
    tax_number: Patched<String>,
    /// The country whose number that is, as an ISO 3166-1 alpha-2 code. A number that comes without one is of the country of the
    /// one before, else of that of the address.
    #[schema(value_type = Option<String>, max_length = 40)]
    #[serde(default)]
    tax_country: Patched<String>,
    /// The number under which it is registered as a business.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    registration_number: Patched<String>,
    /// Where it is; changed line by line.
    #[schema(value_type = Option<AddressPatchBody>, inline)]
    #[serde(default)]
    address: Patched<AddressPatchBody>,
    /// Its e-mail address.
    #[schema(value_type = Option<String>, max_length = 254, format = "email")]
    #[serde(default)]
    email: Patched<String>,
    /// Its phone number in any written form.
    #[schema(value_type = Option<String>, max_length = 40)]
    #[serde(default)]
    phone: Patched<String>,
    /// Its website.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    website: Patched<String>,
    /// What the staff should know about it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 4_000)]
    #[serde(default)]
    note: Patched<String>,
    /// Whether it is out of use. It keeps everything, and is in no list that does not ask for it.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    archived: Patched<bool>,
}

impl CompanyPatchBody {
    /// The checked change. `known` is the country of the address so far, and `merchant` that of the merchant: a phone number
    /// without a country code is of the first of them, unless the change names a country.
    pub fn check(self, known: Option<CountryCode>, merchant: Option<&str>) -> Result<CompanyPatch, ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<Label>()?));
        let website = |text: String| text.parse::<Website>().map(|site| Personal::new(site.into_label()));
        let note = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<LongText>()?));
        let address = address::check_change(self.address, &mut invalid);
        let own = address.country.clone().apply(known);
        let phone = |text: String| Phone::parse_in(&text, &[own.as_ref().map(CountryCode::code), merchant]);
        let country = |text: String| text.parse::<CountryCode>();
        let patch = CompanyPatch {
            name: self.name.check_required(&mut invalid, "/name", line).flatten(),
            legal_name: self.legal_name.check(&mut invalid, "/legal_name", line).unwrap_or_default(),
            tax_number: TaxPatch {
                number: self.tax_number.0.map(Personal::new),
                country: self.tax_country.check(&mut invalid, "/tax_country", country).unwrap_or_default(),
            },
            registration_number: self
                .registration_number
                .check(&mut invalid, "/registration_number", line)
                .unwrap_or_default(),
            street: address.street,
            postcode: address.postcode,
            city: address.city,
            country: address.country,
            email: self.email.check(&mut invalid, "/email", |text| text.parse::<Email>()).unwrap_or_default(),
            phone: self.phone.check(&mut invalid, "/phone", phone).unwrap_or_default(),
            website: self.website.check(&mut invalid, "/website", website).unwrap_or_default(),
            note: self.note.check(&mut invalid, "/note", note).unwrap_or_default(),
            archived: self.archived.check_required(&mut invalid, "/archived", Ok::<_, Infallible>).flatten(),
        };
        invalid.finish()?;
        Ok(patch)
    }
}

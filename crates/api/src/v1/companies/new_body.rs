//! A company to be put on record, on the wire.

use regulars_companies::{CompanyProfile, TaxNumber};
use regulars_identity::Website;
use regulars_kernel::{CountryCode, Label, LongText, Personal, Phone};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::v1::address::NewAddressBody;
use crate::v1::customers::address;

/// A company to be put on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Kafeterija Sava", "legal_name": "Kafeterija Sava d.o.o. Beograd", "tax_number": "999 999 995",
    "registration_number": "20999998", "address": {"city": "Beograd", "country": "RS"},
    "email": "porudzbine@kafeterija-sava.example", "phone": "064 765 4398"
}))]
pub struct NewCompanyBody {
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The name in the commercial register.
    #[schema(min_length = 1, max_length = 200)]
    legal_name: Option<String>,
    /// The number under which it pays taxes, in any written form. No other company of the merchant has it. It is checked by the
    /// rules of its country; `tax_number_check` says how far.
    #[schema(min_length = 2, max_length = 40)]
    tax_number: Option<String>,
    /// The country whose number that is, as an ISO 3166-1 alpha-2 code; without it the country of the address.
    #[schema(max_length = 40)]
    tax_country: Option<String>,
    /// The number under which it is registered as a business.
    #[schema(min_length = 1, max_length = 200)]
    registration_number: Option<String>,
    /// Where it is.
    #[serde(default)]
    #[schema(inline)]
    address: NewAddressBody,
    /// Its e-mail address.
    #[schema(max_length = 254, format = "email")]
    email: Option<String>,
    /// Its phone number in any written form. Without a country code it is one of the country of the address, else of the
    /// merchant's.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// Its website.
    #[schema(min_length = 1, max_length = 200)]
    website: Option<String>,
    /// What the staff should know about it.
    #[schema(min_length = 1, max_length = 4_000)]
    note: Option<String>,
}

impl NewCompanyBody {
    /// The checked company. `country` is the one whose phone numbers need no country code.
    pub fn check(self, country: Option<&str>) -> Result<CompanyProfile, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let address = address::check(self.address, &mut invalid);
        let tax_number = check_tax_number(self.tax_number, self.tax_country, address.country, &mut invalid);
        let countries = [address.country.as_ref().map(CountryCode::code), country];
        let phone = self.phone.map(|phone| Phone::parse_in(&phone, &countries));
        let website = self.website.map(|text| text.parse::<Website>().map(Website::into_label));
        let legal_name = invalid.parse_option("/legal_name", self.legal_name);
        let registration_number = invalid.parse_option("/registration_number", self.registration_number);
        let email = invalid.parse_option("/email", self.email);
        let phone = invalid.check_option("/phone", phone).flatten();
        let website = invalid.check_option("/website", website).flatten();
        let note = invalid.parse_option::<LongText>("/note", self.note);
        let name = invalid.finish_with(name)?;
        Ok(CompanyProfile {
            name: Personal::new(name),
            legal_name: legal_name.map(Personal::new),
            tax_number,
            registration_number: registration_number.map(Personal::new),
            address,
            email,
            phone,
            website: website.map(Personal::new),
            note: note.map(Personal::new),
        })
    }
}

fn check_tax_number(
    number: Option<String>,
    country: Option<String>,
    of_address: Option<CountryCode>,
    invalid: &mut Invalid,
) -> Option<TaxNumber> {
    let is_named = country.is_some();
    let country = invalid.parse_option::<CountryCode>("/tax_country", country);
    let Some(number) = number else {
        if is_named {
            invalid.add("/tax_country", "does_not_fit", "belongs to a tax number, and there is none");
        }
        return None;
    };
    match country.or(of_address.filter(|_| !is_named)) {
        Some(country) => invalid.check("/tax_number", TaxNumber::parse(&number, country)),
        None => {
            if !is_named {
                let detail = "is required with a tax number, unless the address has a country";
                invalid.add("/tax_country", "required", detail);
            }
            None
        }
    }
}

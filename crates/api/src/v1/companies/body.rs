//! A company on the wire.

use chrono::{DateTime, Utc};
use regulars_companies::{Company, CompanyFigures, CompanyProfile, TaxNumber, TaxNumberCheck};
use regulars_kernel::{Currency, Email, Label, Personal, Phone};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::customers::address;
use crate::v1::customers::brief::PurchaseTotalsBody;
use crate::v1::merchant::body::AddressBody;

/// How far a tax number was checked.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxNumberCheckBody {
    /// Its form is the country's, and its check digits agree.
    CheckDigits,
    /// Its form is the country's. Its digits cannot be checked.
    Form,
    /// The rules of the country are not known: it is kept as it was sent.
    Unchecked,
}

impl From<TaxNumberCheck> for TaxNumberCheckBody {
    fn from(check: TaxNumberCheck) -> Self {
        match check {
            TaxNumberCheck::CheckDigits => Self::CheckDigits,
            TaxNumberCheck::Form => Self::Form,
            TaxNumberCheck::Unchecked => Self::Unchecked,
        }
    }
}

/// A company that the merchant sells to.
#[derive(Serialize, ToSchema)]
pub struct CompanyBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")]
    id: Uuid,
    /// What it is called.
    #[schema(example = "Hotel Dunav")]
    name: String,
    /// The name in the commercial register.
    #[schema(example = "Hotel Dunav d.o.o. Novi Sad")]
    legal_name: Option<String>,
    /// The number under which it pays taxes: capital letters and digits, without the country in front.
    #[schema(example = "999999987", max_length = 20)]
    tax_number: Option<String>,
    /// The country whose number that is, as an ISO 3166-1 alpha-2 code.
    #[schema(example = "RS", max_length = 2)]
    tax_country: Option<String>,
    /// How far the number was checked; `null` where there is none.
    #[schema(example = "check_digits")]
    tax_number_check: Option<TaxNumberCheckBody>,
    /// The number under which it is registered as a business.
    #[schema(example = "20999999")]
    registration_number: Option<String>,
    /// Where it is.
    address: AddressBody,
    /// Its e-mail address.
    #[schema(example = "nabavka@hotel-dunav.example")]
    email: Option<String>,
    /// Its phone number in E.164 form.
    #[schema(example = "+381647654399")]
    phone: Option<String>,
    /// Its website.
    #[schema(example = "hotel-dunav.example")]
    website: Option<String>,
    /// What the staff should know about it.
    #[schema(example = "Delivery before six.", max_length = 4_000)]
    note: Option<String>,
    /// Since when it is out of use; `null` while it is not.
    archived_at: Option<DateTime<Utc>>,
    /// When it was put on record.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    updated_at: DateTime<Utc>,
}

impl From<Company> for CompanyBody {
    fn from(company: Company) -> Self {
        let Company { id, profile, archived_at, created_at, updated_at } = company;
        let CompanyProfile { name, legal_name, tax_number, registration_number, address, .. } = profile;
        let CompanyProfile { email, phone, website, note, .. } = profile;
        let text = |line: Option<Personal<Label>>| line.map(|line| line.into_exposed().into_string());
        Self {
            id: id.value(),
            name: name.into_exposed().into_string(),
            legal_name: text(legal_name),
            tax_number: tax_number.as_ref().map(TaxNumber::expose).map(str::to_owned),
            tax_country: tax_number.as_ref().map(|number| number.country().code().to_owned()),
            tax_number_check: tax_number.as_ref().map(|number| number.check().into()),
            registration_number: text(registration_number),
            address: address::shown(address),
            email: email.as_ref().map(Email::expose).map(str::to_owned),
            phone: phone.as_ref().map(Phone::expose).map(str::to_owned),
            website: text(website),
            note: note.map(|note| note.into_exposed().into_string()),
            archived_at,
            created_at,
            updated_at,
        }
    }
}

/// A company with what stands behind it.
#[derive(Serialize, ToSchema)]
pub struct CompanyWithFiguresBody {
    /// The company.
    #[serde(flatten)]
    company: CompanyBody,
    /// How many customers work for it today.
    #[schema(example = 2, minimum = 0)]
    employees: i64,
    /// What these customers have bought, whenever that was.
    purchases: PurchaseTotalsBody,
}

impl CompanyWithFiguresBody {
    /// The company of a merchant that sells in `currency`.
    pub fn new(company: Company, figures: CompanyFigures, currency: Currency) -> Self {
        let CompanyFigures { employees, purchases } = figures;
        Self { company: company.into(), employees, purchases: PurchaseTotalsBody::new(purchases, currency) }
    }
}

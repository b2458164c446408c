//! A company as a row.

use regulars_companies::{Company, CompanyProfile, TaxNumber, company_search_text};
use regulars_kernel::{CompanyId, Instant, Label, Personal, Phone, PostalAddress, StoreError};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// The columns that are read.
#[derive(FromRow, RowColumns)]
pub(super) struct CompanyRow {
    id: Uuid,
    name: String,
    legal_name: Option<String>,
    tax_country: Option<String>,
    tax_number: Option<String>,
    registration_number: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    website: Option<String>,
    note: Option<String>,
    archived_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

/// The same with what follows from them.
#[derive(RowColumns)]
pub(super) struct WrittenRow {
    #[nested]
    company: CompanyRow,
    search_text: String,
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("companies", what)
}

fn line(text: String) -> Result<Personal<Label>, StoreError> {
    text.parse().map(Personal::new).map_err(wrong)
}

impl TryFrom<CompanyRow> for Company {
    type Error = StoreError;

    fn try_from(row: CompanyRow) -> Result<Self, StoreError> {
        let tax_number = match (row.tax_number, row.tax_country) {
            (Some(number), Some(country)) => {
                Some(TaxNumber::from_stored(number, country.parse().map_err(wrong)?))
            }
            _ => None,
        };
        Ok(Self {
            id: CompanyId::new(row.id),
            profile: CompanyProfile {
                name: line(row.name)?,
                legal_name: row.legal_name.map(line).transpose()?,
                tax_number,
                registration_number: row.registration_number.map(line).transpose()?,
                address: PostalAddress {
                    street: row.street.map(line).transpose()?,
                    postcode: row.postcode.map(line).transpose()?,
                    city: row.city.map(line).transpose()?,
                    country: row.country.map(|code| code.parse()).transpose().map_err(wrong)?,
                },
                email: row.email.map(|email| email.parse()).transpose().map_err(wrong)?,
                phone: row.phone.map(Phone::from_stored),
                website: row.website.map(line).transpose()?,
                note: row.note.map(|note| note.parse()).transpose().map_err(wrong)?.map(Personal::new),
            },
            archived_at: row.archived_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&Company> for CompanyRow {
    fn from(company: &Company) -> Self {
        let Company { id, profile, archived_at, created_at, updated_at } = company;
        let CompanyProfile { name, legal_name, tax_number, registration_number, address, .. } = profile;
        let CompanyProfile { email, phone, website, note, .. } = profile;
        let text =
            |line: &Option<Personal<Label>>| line.as_ref().map(|line| line.expose().as_str().to_owned());
        Self {
            id: id.value(),
            name: name.expose().as_str().to_owned(),
            legal_name: text(legal_name),
            tax_country: tax_number.as_ref().map(|number| number.country().code().to_owned()),
            tax_number: tax_number.as_ref().map(|number| number.expose().to_owned()),
            registration_number: text(registration_number),
            street: text(&address.street),
            postcode: text(&address.postcode),
            city: text(&address.city),
            country: address.country.map(|country| country.code().to_owned()),
            email: email.as_ref().map(|email| email.expose().to_owned()),
            phone: phone.as_ref().map(|phone| phone.expose().to_owned()),
            website: text(website),
            note: note.as_ref().map(|note| note.expose().as_str().to_owned()),
            archived_at: *archived_at,
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

impl From<&Company> for WrittenRow {
    fn from(company: &Company) -> Self {
        Self { company: company.into(), search_text: company_search_text(&company.profile) }
    }
}

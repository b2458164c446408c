//! Changes a company, and takes it out of use or back.

use regulars_kernel::{
    Change, CompanyId, CountryCode, Email, Environment, Label, LongText, Personal, Phone, PostalAddress,
    StoreError,
};

use super::company::{Company, CompanyProfile};
use super::recorded::note_of_change;
use super::store::CompanyStore;
use crate::{InvalidTaxNumber, TaxNumber};

/// What changes of a tax number: the number as it was written, and the country that says how it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaxPatch {
    /// The number.
    pub number: Change<Personal<String>>,
    /// The country.
    pub country: Change<CountryCode>,
}

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyPatch {
    /// What it is called.
    pub name: Option<Personal<Label>>,
    /// The name in the commercial register.
    pub legal_name: Change<Personal<Label>>,
    /// The number under which it pays taxes.
    pub tax_number: TaxPatch,
    /// The number under which it is registered.
    pub registration_number: Change<Personal<Label>>,
    /// Street and number.
    pub street: Change<Personal<Label>>,
    /// Postcode.
    pub postcode: Change<Personal<Label>>,
    /// City.
    pub city: Change<Personal<Label>>,
    /// Country of the address.
    pub country: Change<CountryCode>,
    /// Its e-mail address.
    pub email: Change<Email>,
    /// Its phone number.
    pub phone: Change<Phone>,
    /// Its website.
    pub website: Change<Personal<Label>>,
    /// What the staff should know about it.
    pub note: Change<Personal<LongText>>,
    /// Whether it is out of use.
    pub archived: Option<bool>,
}

/// Why a company was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeCompanyError {
    /// The tax number is none of its country.
    #[error(transparent)]
    TaxNumber(#[from] InvalidTaxNumber),
    /// There is a tax number, and no country that says how it is read.
    #[error("is required with a tax number, unless the address has a country")]
    NoTaxCountry,
    /// There is a country of a tax number, and no number.
    #[error("belongs to a tax number, and there is none")]
    NoTaxNumber,
    /// Another company of the merchant has the tax number.
    #[error("another company has that tax number")]
    TaxNumberTaken(CompanyId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a company that was found in this transaction.
pub async fn change_company(
    store: &mut dyn CompanyStore,
    environment: &Environment,
    before: Company,
    patch: CompanyPatch,
) -> Result<Company, ChangeCompanyError> {
    let now = environment.now();
    let CompanyPatch { name, legal_name, tax_number, registration_number, .. } = patch;
    let CompanyPatch { street, postcode, city, country, email, phone, website, note, archived, .. } = patch;
    let profile = before.profile.clone();
    let address = PostalAddress {
        street: street.apply(profile.address.street),
        postcode: postcode.apply(profile.address.postcode),
        city: city.apply(profile.address.city),
        country: country.apply(profile.address.country),
    };
    let profile = CompanyProfile {
        name: name.unwrap_or(profile.name),
        legal_name: legal_name.apply(profile.legal_name),
        tax_number: tax_number_after(profile.tax_number, tax_number, address.country)?,
        registration_number: registration_number.apply(profile.registration_number),
        address,
        email: email.apply(profile.email),
        phone: phone.apply(profile.phone),
        website: website.apply(profile.website),
        note: note.apply(profile.note),
    };
    let archived_at = match archived {
        None => before.archived_at,
        Some(false) => None,
        Some(true) => before.archived_at.or(Some(now)),
    };
    let mut after = Company { profile, archived_at, ..before.clone() };
    let Some(note) = note_of_change(&before, &after) else { return Ok(before) };
    if let Some(number) = &after.profile.tax_number
        && let Some(other) = store.company_of_tax_number(number).await?
        && other != after.id
    {
        return Err(ChangeCompanyError::TaxNumberTaken(other));
    }
    after.updated_at = now;
    store.update_company(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

/// A number that stays is not checked again, so that a stricter rule does not hinder other changes.
fn tax_number_after(
    before: Option<TaxNumber>,
    TaxPatch { number, country }: TaxPatch,
    of_address: Option<CountryCode>,
) -> Result<Option<TaxNumber>, ChangeCompanyError> {
    if number == Change::Unchanged && country == Change::Unchanged {
        return Ok(before);
    }
    let is_country_set = matches!(country, Change::Set(_));
    let may_follow_address = country == Change::Unchanged;
    let written = number.apply(before.as_ref().map(|before| Personal::new(before.expose().to_owned())));
    let country = country.apply(before.as_ref().map(TaxNumber::country));
    let country = country.or(of_address.filter(|_| may_follow_address));
    match (written, country) {
        (None, _) if is_country_set => Err(ChangeCompanyError::NoTaxNumber),
        (None, _) => Ok(None),
        (Some(_), None) => Err(ChangeCompanyError::NoTaxCountry),
        (Some(written), Some(country)) => Ok(Some(TaxNumber::parse(written.expose(), country)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(
        before: Option<&str>,
        number: Change<&str>,
        country: Change<&str>,
        address: Option<&str>,
    ) -> Result<Option<String>, String> {
        let before = before.map(|number| TaxNumber::parse(number, "RS".parse().unwrap()).unwrap());
        let patch = TaxPatch {
            number: number.map(|number| Personal::new(number.to_owned())),
            country: country.map(|country| country.parse().unwrap()),
        };
        tax_number_after(before, patch, address.map(|country| country.parse().unwrap()))
            .map(|number| number.map(|number| format!("{} {}", number.country().code(), number.expose())))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn number_and_country_of_a_tax_number_change_together() {
        use Change::{Clear, Set, Unchanged};
        let rs = Some("RS 101134702".to_owned());
        let old = Some("101134702");
        assert_eq!(after(old, Unchanged, Unchanged, None), Ok(rs.clone()));
        assert_eq!(after(None, Set("101134702"), Set("RS"), None), Ok(rs.clone()));
        assert_eq!(after(None, Set("101134702"), Unchanged, Some("RS")), Ok(rs));
        assert_eq!(after(old, Set("100001159"), Unchanged, None), Ok(Some("RS 100001159".to_owned())));
        assert_eq!(after(old, Clear, Unchanged, None), Ok(None));
        assert_eq!(after(old, Clear, Clear, Some("RS")), Ok(None));
        assert!(after(old, Unchanged, Set("ME"), None).is_err());
        assert!(after(old, Unchanged, Clear, Some("RS")).unwrap_err().contains("is required"));
        assert!(after(None, Set("101134702"), Unchanged, None).unwrap_err().contains("is required"));
        assert!(after(old, Clear, Set("RS"), None).unwrap_err().contains("there is none"));
        assert!(after(None, Unchanged, Set("RS"), None).unwrap_err().contains("there is none"));
    }
}

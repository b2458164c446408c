//! The fields that every customer has and that can be changed in bulk.

use regulars_kernel::{
    BirthDate, Change, CountryCode, Date, DayOfYear, Gender, InvalidDayOfYear, Label, LanguageTag, Personal,
    named,
};

use crate::{Customer, CustomerPatch};

named! {
    /// A field of a customer that can be changed in bulk, besides tags and custom attributes. What somebody is known again
    /// by (number, e-mail address, phone number) is not among them.
    PlainField {
        /// How the customer is addressed.
        Gender = "gender",
        /// The academic title.
        Title = "title",
        /// The given name.
        FirstName = "first_name",
        /// The family name.
        LastName = "last_name",
        /// The vocative of the family name.
        Vocative = "vocative",
        /// The company.
        Company = "company",
        /// The date of birth.
        BirthDate = "birth_date",
        /// The birthday.
        Birthday = "birthday",
        /// The language.
        Language = "language",
        /// Street and number.
        Street = "address.street",
        /// Postcode.
        Postcode = "address.postcode",
        /// City.
        City = "address.city",
        /// Country.
        Country = "address.country",
        /// `utm_source`.
        UtmSource = "source.utm.source",
        /// `utm_medium`.
        UtmMedium = "source.utm.medium",
        /// `utm_campaign`.
        UtmCampaign = "source.utm.campaign",
        /// `utm_term`.
        UtmTerm = "source.utm.term",
        /// `utm_content`.
        UtmContent = "source.utm.content",
        /// Who or what referred the customer.
        ReferralId = "source.referral_id",
    }
}

/// The most characters of an academic title.
const LONGEST_TITLE: usize = 50;

/// A value of a plain field.
enum Read {
    Text(Label),
    Gender(Gender),
    Date(Date),
    Day(DayOfYear),
    Language(LanguageTag),
    Country(CountryCode),
}

impl PlainField {
    /// Whether its values are texts that are compared without regard to letter case, accents and script.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Gender | Self::BirthDate | Self::Birthday | Self::Language | Self::Country)
    }

    /// The text as the field keeps it, or what it must be.
    pub fn accept(self, text: &str) -> Result<String, String> {
        let kept = match self.read(text)? {
            Read::Text(label) => label.into_string(),
            Read::Gender(gender) => gender.name().to_owned(),
            Read::Date(date) => date.to_string(),
            Read::Day(day) => day.to_string(),
            Read::Language(language) => language.as_str().to_owned(),
            Read::Country(country) => country.code().to_owned(),
        };
        if self == Self::Title && kept.chars().count() > LONGEST_TITLE {
            return Err(format!("must have at most {LONGEST_TITLE} characters"));
        }
        Ok(kept)
    }

    fn read(self, text: &str) -> Result<Read, String> {
        match self {
            Self::Gender => {
                text.parse().map(Read::Gender).map_err(|_| "must be male, female or other".to_owned())
            }
            Self::BirthDate => {
                let date = text.parse().ok().and_then(BirthDate::date);
                date.map(Read::Date).ok_or_else(|| "must be a date such as 1990-05-17".to_owned())
            }
            Self::Birthday => {
                text.parse().map(Read::Day).map_err(|error: InvalidDayOfYear| error.to_string())
            }
            Self::Language => text
                .parse()
                .map(Read::Language)
                .map_err(|error: <LanguageTag as std::str::FromStr>::Err| error.to_string()),
            Self::Country => text
                .parse()
                .map(Read::Country)
                .map_err(|error: <CountryCode as std::str::FromStr>::Err| error.to_string()),
            _ => text
                .parse()
                .map(Read::Text)
                .map_err(|error: <Label as std::str::FromStr>::Err| error.to_string()),
        }
    }

    /// What the customer has in this field, as text.
    pub fn of(self, customer: &Customer) -> Option<String> {
        let personal =
            |label: &Option<Personal<Label>>| label.as_ref().map(|label| label.expose().as_str().to_owned());
        let line = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        let (names, address, source) = (&customer.names, &customer.address, &customer.source);
        match self {
            Self::Gender => customer.gender.map(|gender| gender.name().to_owned()),
            Self::Title => personal(&names.title),
            Self::FirstName => personal(&names.first_name),
            Self::LastName => personal(&names.last_name),
            Self::Vocative => personal(&names.vocative),
            Self::Company => personal(&names.company),
            Self::BirthDate => customer
                .birth_date
                .as_ref()
                .and_then(|born| born.expose().date())
                .map(|date| date.to_string()),
            Self::Birthday => {
                customer.birth_date.as_ref().map(|born| born.expose().day_of_year().to_string())
            }
            Self::Language => customer.language.as_ref().map(|language| language.as_str().to_owned()),
            Self::Street => personal(&address.street),
            Self::Postcode => personal(&address.postcode),
            Self::City => personal(&address.city),
            Self::Country => address.country.as_ref().map(|country| country.code().to_owned()),
            Self::UtmSource => line(&source.utm.source),
            Self::UtmMedium => line(&source.utm.medium),
            Self::UtmCampaign => line(&source.utm.campaign),
            Self::UtmTerm => line(&source.utm.term),
            Self::UtmContent => line(&source.utm.content),
            Self::ReferralId => line(&source.referral_id),
        }
    }

    /// Puts a text that was accepted, or nothing, into an update of a customer.
    pub fn put(self, patch: &mut CustomerPatch, text: Option<&str>) -> Result<(), String> {
        let value = text.map(|text| self.read(text)).transpose()?;
        let (names, utm) = (&mut patch.names, &mut patch.utm);
        match (self, value) {
            (Self::Gender, value) => patch.gender = change(value, Read::into_gender),
            (Self::BirthDate, value) => patch.born.date = change(value, Read::into_date),
            (Self::Birthday, value) => patch.born.birthday = change(value, Read::into_day),
            (Self::Language, value) => patch.language = change(value, Read::into_language),
            (Self::Country, value) => patch.country = change(value, Read::into_country),
            (Self::Title, value) => names.title = change(value, Read::into_personal),
            (Self::FirstName, value) => names.first_name = change(value, Read::into_personal),
            (Self::LastName, value) => names.last_name = change(value, Read::into_personal),
            (Self::Vocative, value) => names.vocative = change(value, Read::into_personal),
            (Self::Company, value) => names.company = change(value, Read::into_personal),
            (Self::Street, value) => patch.street = change(value, Read::into_personal),
            (Self::Postcode, value) => patch.postcode = change(value, Read::into_personal),
            (Self::City, value) => patch.city = change(value, Read::into_personal),
            (Self::UtmSource, value) => utm.source = change(value, Read::into_label),
            (Self::UtmMedium, value) => utm.medium = change(value, Read::into_label),
            (Self::UtmCampaign, value) => utm.campaign = change(value, Read::into_label),
            (Self::UtmTerm, value) => utm.term = change(value, Read::into_label),
            (Self::UtmContent, value) => utm.content = change(value, Read::into_label),
            (Self::ReferralId, value) => patch.referral_id = change(value, Read::into_label),
        }
        Ok(())
    }
}

/// Sets what was read, and clears where there is nothing. A field reads its own type only.
fn change<T>(value: Option<Read>, of_type: impl FnOnce(Read) -> Option<T>) -> Change<T> {
    match value {
        None => Change::Clear,
        Some(value) => of_type(value).map_or(Change::Unchanged, Change::Set),
    }
}

impl Read {
    fn into_label(self) -> Option<Label> {
        if let Self::Text(label) = self { Some(label) } else { None }
    }

    fn into_personal(self) -> Option<Personal<Label>> {
        self.into_label().map(Personal::new)
    }

    fn into_gender(self) -> Option<Gender> {
        if let Self::Gender(gender) = self { Some(gender) } else { None }
    }

    fn into_date(self) -> Option<Personal<Date>> {
        if let Self::Date(date) = self { Some(Personal::new(date)) } else { None }
    }

    fn into_day(self) -> Option<Personal<DayOfYear>> {
        if let Self::Day(day) = self { Some(Personal::new(day)) } else { None }
    }

    fn into_language(self) -> Option<LanguageTag> {
        if let Self::Language(language) = self { Some(language) } else { None }
    }

    fn into_country(self) -> Option<CountryCode> {
        if let Self::Country(country) = self { Some(country) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[(PlainField, &str, &str)] = &[
        (PlainField::Gender, "female", "female"),
        (PlainField::Title, " dr ", "dr"),
        (PlainField::FirstName, "Ana", "Ana"),
        (PlainField::BirthDate, "1990-05-17", "1990-05-17"),
        (PlainField::Birthday, "--05-17", "--05-17"),
        (PlainField::Language, "SR-latn-rs", "sr-Latn-RS"),
        (PlainField::Country, "rs", "RS"),
        (PlainField::City, "Niš", "Niš"),
        (PlainField::UtmTerm, "hleb", "hleb"),
    ];

    #[test]
    fn a_text_is_kept_as_the_field_writes_it() {
        for (field, text, kept) in NAMES {
            assert_eq!(field.accept(text).as_deref(), Ok(*kept), "{field}");
            assert_eq!(field.accept(kept).as_deref(), Ok(*kept), "{field}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for (field, text) in [
            (PlainField::Gender, "cat"),
            (PlainField::BirthDate, "17.05.1990"),
            (PlainField::BirthDate, "1990-5-17"),
            (PlainField::BirthDate, "--05-17"),
            (PlainField::Birthday, "1990-05-17"),
            (PlainField::Birthday, "--02-30"),
            (PlainField::Language, "?"),
            (PlainField::Country, "Serbia"),
            (PlainField::City, ""),
        ] {
            assert!(field.accept(text).is_err(), "{field}: {text:?}");
        }
        assert!(PlainField::Title.accept(&"x".repeat(51)).is_err());
    }

    #[test]
    fn every_field_puts_a_value_and_nothing_into_its_own_place() {
        let mut patches = Vec::new();
        for field in PlainField::ALL {
            let text = match field {
                PlainField::Gender => "male",
                PlainField::BirthDate => "1990-05-17",
                PlainField::Birthday => "--05-17",
                PlainField::Language => "sr",
                PlainField::Country => "RS",
                _ => "x",
            };
            for value in [Some(text), None] {
                let mut patch = CustomerPatch::default();
                field.put(&mut patch, value).unwrap();
                assert_ne!(patch, CustomerPatch::default(), "{field}");
                assert!(!patches.contains(&patch), "{field}");
                patches.push(patch);
            }
        }
    }
}

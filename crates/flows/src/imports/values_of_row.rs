//! Reads a row: each cell as what its column is about.

use std::fmt::Display;
use std::str::FromStr;

use regulars_customers::{AttributeDefinition, DataConsent};
use regulars_interchange::{
    AddressStanding, Cell, ColumnTarget, Field, ImportOptions, Remark, RemarkCode, StagedRow, TableColumn,
    is_yes, read_birth_date, read_date, split_list, standing_of,
};
use regulars_kernel::{
    BirthDate, Label, LanguageTag, MerchantCalendar, Personal, Phone, parse_instant, whole_number,
};

use crate::imports::answer_words::{country_of, gender_of};
use crate::imports::attribute_of_cell::attribute_of_cell;
use crate::imports::row_values::{Given, RowValues};

/// What reading depends on besides the row.
pub(crate) struct ReadingTerms<'a> {
    pub calendar: &'a MerchantCalendar,
    /// The country in which phone numbers are local where the row has none.
    pub country: Option<&'a str>,
    pub options: &'a ImportOptions,
    /// The attributes that the merchant has defined.
    pub attributes: &'a [AttributeDefinition],
}

/// Reads a row. What cannot be read becomes a remark.
pub(crate) fn values_of_row(terms: &ReadingTerms<'_>, columns: &[TableColumn], row: &StagedRow) -> RowValues {
    let mut reader = RowReader { terms, values: RowValues::default(), phone: None, consent: (None, None) };
    for (index, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
        let Some(target) = &column.target else { continue };
        let at = Place { index, column };
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => reader.take(at, target, text),
            Cell::Failed(text) => {
                reader.remark(at, RemarkCode::FailedFormula, text, "a formula gave no value");
            }
            Cell::TooLong(text) => reader.remark(at, RemarkCode::TooLong, text, "is too long"),
            Cell::Inexact(digits) => {
                let detail = "is a number too long for a sheet, which changes its last digits: format the column as text";
                reader.remark(at, RemarkCode::Invalid, digits, detail);
            }
        }
    }
    reader.finish()
}

#[derive(Clone, Copy)]
struct Place<'a> {
    index: usize,
    column: &'a TableColumn,
}

impl Place<'_> {
    const fn given<T>(self, value: T) -> Given<T> {
        Given { value, column: self.index, policy: self.column.policy }
    }
}

struct RowReader<'a> {
    terms: &'a ReadingTerms<'a>,
    values: RowValues,
    /// Read last, because the country may stand to its right.
    phone: Option<Given<String>>,
    consent: (Option<Label>, Option<Label>),
}

impl RowReader<'_> {
    fn remark(&mut self, at: Place<'_>, code: RemarkCode, value: &str, detail: impl Display) {
        self.values.remarks.push(Remark::of_cell(at.index, code, value, detail.to_string()));
    }

    fn parsed<T: FromStr<Err: Display>>(&mut self, at: Place<'_>, text: &str) -> Option<Given<T>> {
        match text.parse::<T>() {
            Ok(value) => Some(at.given(value)),
            Err(error) => {
                self.remark(at, RemarkCode::Invalid, text, error);
                None
            }
        }
    }

    fn known<T>(&mut self, at: Place<'_>, text: &str, value: Option<T>, expected: &str) -> Option<Given<T>> {
        if value.is_none() {
            self.remark(at, RemarkCode::Invalid, text, expected);
        }
        value.map(|value| at.given(value))
    }

    fn personal(&mut self, at: Place<'_>, text: &str) -> Option<Given<Personal<Label>>> {
        let Given { value, column, policy } = self.parsed::<Label>(at, text)?;
        Some(Given { value: Personal::new(value), column, policy })
    }

    fn label(&mut self, at: Place<'_>, text: &str) -> Option<Label> {
        self.parsed::<Label>(at, text).map(|given| given.value)
    }

    fn take(&mut self, at: Place<'_>, target: &ColumnTarget, text: &str) {
        let field = match target {
            ColumnTarget::Attribute(key) => return self.attribute(at, key, text),
            ColumnTarget::Field(field) => *field,
        };
        match field {
            Field::RegularsId => self.values.id = self.parsed(at, text),
            Field::ExternalId => self.values.external_id = self.parsed(at, text),
            Field::Card => self.values.card = self.parsed(at, whole_number(text).unwrap_or(text)),
            Field::Gender => {
                self.values.gender = self.known(at, text, gender_of(text), "must be male, female or other");
            }
            Field::Title | Field::FirstName | Field::LastName | Field::Vocative | Field::Company => {
                self.name(at, field, text);
            }
            Field::FullName => self.full_name(at, text),
            Field::Email => self.values.email = self.parsed(at, text.trim_start_matches("mailto:")),
            Field::Phone => {
                // A program that takes the column for numbers puts a fraction behind each.
                self.phone = Some(at.given(whole_number(text).unwrap_or(text).to_owned()));
            }
            Field::BirthDate => self.values.birth_date = self.born(at, text),
            Field::Birthday => self.values.birthday = self.born(at, text),
            Field::Language => {
                let tag = text.replace('_', "-").parse::<LanguageTag>().ok();
                self.values.language = self.known(at, text, tag, "must be the tag of a language, such as sr");
            }
            Field::Street => self.values.street = self.personal(at, text),
            Field::Postcode => self.values.postcode = self.personal(at, text),
            Field::City => self.values.city = self.personal(at, text),
            Field::Country => {
                let expected = "must be a country, best its code of two letters";
                self.values.country = self.known(at, text, country_of(text), expected);
            }
            Field::Tags => self.tags(at, text),
            Field::UtmSource | Field::UtmMedium | Field::UtmCampaign | Field::UtmTerm | Field::UtmContent => {
                if let Some(given) = self.parsed(at, text) {
                    self.values.utm.insert(field, given);
                }
            }
            Field::ReferralId => self.values.referral_id = self.parsed(at, text),
            Field::DataConsentSource => self.consent.0 = self.label(at, text),
            Field::DataConsentText => self.consent.1 = self.label(at, text),
            Field::AdvertisingEmail => {
                let standing = self.known(at, text, standing_of(text), "must be yes or no");
                self.worst_email_standing(standing);
            }
            Field::AdvertisingSms => {
                self.values.sms_standing = self.known(at, text, standing_of(text), "must be yes or no");
            }
            Field::AdvertisingSource => self.values.advertising_source = self.label(at, text),
            Field::AdvertisingText => self.values.advertising_text = self.label(at, text),
            Field::AdvertisingDate => self.advertising_date(at, text),
            Field::EmailOptedOut => {
                self.worst_email_standing(is_yes(text).then(|| at.given(AddressStanding::Ended)));
            }
            Field::EmailBounced => {
                self.worst_email_standing(is_yes(text).then(|| at.given(AddressStanding::Bounced)));
            }
        }
    }

    fn born(&mut self, at: Place<'_>, text: &str) -> Option<Given<Personal<BirthDate>>> {
        let order = self.terms.options.date_order.unwrap_or(at.column.date_order);
        let born = read_birth_date(text, order).map(Personal::new);
        self.known(at, text, born, "must be a date such as 17.05.1990, or 17.05.")
    }

    /// The date of birth is what tells more of the two columns, which must be about one day.
    fn unite_born(&mut self) {
        let (date, birthday) = match (self.values.birth_date.take(), self.values.birthday.take()) {
            (Some(date), Some(birthday)) => (date, birthday),
            (date, birthday) => {
                self.values.birth_date = date.or(birthday);
                return;
            }
        };
        let (on, day) = (*date.value.expose(), *birthday.value.expose());
        if !on.agrees_with(day) {
            let detail = "is not the day of the date of birth in the same row";
            let remark = Remark::of_cell(birthday.column, RemarkCode::Invalid, &day.to_string(), detail);
            self.values.remarks.push(remark);
        }
        let knows_more = on.date().is_none() && day.date().is_some();
        let (first, second) = if knows_more { (birthday, date) } else { (date, birthday) };
        self.values.birth_date = Some(first);
        self.values.birthday = Some(second);
    }

    /// Of what several columns say about the address, what keeps the most messages away holds.
    fn worst_email_standing(&mut self, standing: Option<Given<AddressStanding>>) {
        let weight = |standing: AddressStanding| match standing {
            AddressStanding::Unknown => 0,
            AddressStanding::Agreed => 1,
            AddressStanding::Bounced => 2,
            AddressStanding::Ended => 3,
            AddressStanding::Complained => 4,
        };
        let before = self.values.email_standing.as_ref().map(|given| weight(given.value));
        if let Some(standing) = standing
            && before.is_none_or(|before| weight(standing.value) > before)
        {
            self.values.email_standing = Some(standing);
        }
    }

    fn name(&mut self, at: Place<'_>, field: Field, text: &str) {
        let parsed = self.personal(at, text).map(|given| given.value);
        let names = &mut self.values.names;
        let place = match field {
            Field::Title => &mut names.title,
            Field::FirstName => &mut names.first_name,
            Field::LastName => &mut names.last_name,
            Field::Vocative => &mut names.vocative,
            _ => &mut names.company,
        };
        *place = parsed;
        self.values.name_policies.insert(field.name(), at.column.policy);
    }

    /// The last word is the family name, the words before it the given names.
    fn full_name(&mut self, at: Place<'_>, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.split_last() {
            Some((last, [])) => self.name(at, Field::FirstName, last),
            Some((last, before)) => {
                self.name(at, Field::FirstName, &before.join(" "));
                self.name(at, Field::LastName, last);
            }
            None => {}
        }
    }

    fn tags(&mut self, at: Place<'_>, text: &str) {
        let mut tags = Vec::new();
        for name in split_list(text) {
            tags.extend(self.label(at, &name));
        }
        self.values.tags = Some(at.given(tags));
    }

    fn attribute(&mut self, at: Place<'_>, key: &str, text: &str) {
        let Some(definition) = self.terms.attributes.iter().find(|known| known.key.as_str() == key) else {
            return self.remark(
                at,
                RemarkCode::Invalid,
                text,
                "there is no attribute of that key: define it first",
            );
        };
        let order = self.terms.options.date_order.unwrap_or(at.column.date_order);
        match attribute_of_cell(definition, order, text) {
            Ok(value) => drop(self.values.attributes.insert(definition.key.clone(), at.given(value))),
            Err(detail) => self.remark(at, RemarkCode::Invalid, text, detail),
        }
    }

    fn advertising_date(&mut self, at: Place<'_>, text: &str) {
        let order = self.terms.options.date_order.unwrap_or(at.column.date_order);
        let instant = parse_instant(text)
            .or_else(|| read_date(text, order).map(|date| self.terms.calendar.start_of_day(date)));
        self.values.advertising_at = self.known(at, text, instant, "must be a date such as 17.05.2026");
    }

    fn finish(mut self) -> RowValues {
        self.unite_born();
        if let Some(phone) = self.phone.take() {
            let country = self.values.country.as_ref().map(|given| given.value.code().to_owned());
            match Phone::parse_in(&phone.value, &[country.as_deref(), self.terms.country]) {
                Ok(value) => {
                    self.values.phone = Some(Given { value, column: phone.column, policy: phone.policy });
                }
                Err(error) => {
                    let remark =
                        Remark::of_cell(phone.column, RemarkCode::Invalid, &phone.value, error.to_string());
                    self.values.remarks.push(remark);
                }
            }
        }
        let stated = self.terms.options.data_consent.as_ref();
        self.values.data_consent = match self.consent {
            (Some(source), text_version) => Some(DataConsent { source, text_version }),
            (None, _) => stated.map(|stated| DataConsent {
                source: stated.source.clone(),
                text_version: stated.text_version.clone(),
            }),
        };
        self.values
    }
}

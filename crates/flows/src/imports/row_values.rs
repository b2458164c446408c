//! What a row says, in the types of a customer.

use std::collections::BTreeMap;

use regulars_customers::{AttributeKey, DataConsent};
use regulars_interchange::{AddressStanding, Field, Policy, Remark, RemarkCode};
use regulars_kernel::{
    BirthDate, CountryCode, CustomerId, Email, Gender, Instant, KnownNames, Label, LanguageTag, Personal,
    Phone,
};
use regulars_network::CardNumber;

use crate::imports::attribute_of_cell::CellAttribute;

/// A value, the column that it stands in, and what that column does to customers who are there.
#[derive(Clone, Debug)]
pub(crate) struct Given<T> {
    pub value: T,
    pub column: usize,
    pub policy: Policy,
}

/// What a row says. What it says nothing about is none.
#[derive(Default)]
pub(crate) struct RowValues {
    pub id: Option<Given<CustomerId>>,
    pub external_id: Option<Given<Label>>,
    pub card: Option<Given<CardNumber>>,
    pub gender: Option<Given<Gender>>,
    pub names: KnownNames,
    pub name_policies: BTreeMap<&'static str, Policy>,
    pub email: Option<Given<Email>>,
    pub phone: Option<Given<Phone>>,
    /// What the row tells of when somebody was born, with the year if it is there.
    pub birth_date: Option<Given<Personal<BirthDate>>>,
    /// The same day in another column, which says what becomes of it where the first one changes nothing.
    pub birthday: Option<Given<Personal<BirthDate>>>,
    pub language: Option<Given<LanguageTag>>,
    pub street: Option<Given<Personal<Label>>>,
    pub postcode: Option<Given<Personal<Label>>>,
    pub city: Option<Given<Personal<Label>>>,
    pub country: Option<Given<CountryCode>>,
    pub tags: Option<Given<Vec<Label>>>,
    pub attributes: BTreeMap<AttributeKey, Given<CellAttribute>>,
    /// `utm_source` and the others.
    pub utm: BTreeMap<Field, Given<Label>>,
    pub referral_id: Option<Given<Label>>,
    pub data_consent: Option<DataConsent>,
    pub email_standing: Option<Given<AddressStanding>>,
    pub sms_standing: Option<Given<AddressStanding>>,
    pub advertising_source: Option<Label>,
    pub advertising_text: Option<Label>,
    pub advertising_at: Option<Given<Instant>>,
    pub remarks: Vec<Remark>,
}

impl RowValues {
    /// Whether the row says who it is about.
    pub const fn names_somebody(&self) -> bool {
        self.id.is_some()
            || self.external_id.is_some()
            || self.card.is_some()
            || self.email.is_some()
            || self.phone.is_some()
            || self.names.first_name.is_some()
            || self.names.last_name.is_some()
            || self.names.company.is_some()
    }

    /// Whether a remark says that the row is wrong.
    pub fn has_errors(&self) -> bool {
        let tells = [RemarkCode::NoProof, RemarkCode::StaysClosed].map(RemarkCode::name);
        self.remarks.iter().any(|remark| !tells.contains(&remark.code.as_str()))
    }
}

//! Whether two records are about the same person.

use regulars_kernel::{BirthDate, Email, Label, Personal, Phone, fold};

use crate::Customer;

/// What a person is known again by: both names, folded, and with them the date of birth, the e-mail address or the phone
/// number. A name alone is no sign, and neither is a phone alone, which a family shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAgainBy {
    /// The given name.
    pub first_name: Personal<Label>,
    /// The family name.
    pub last_name: Personal<Label>,
    /// The date of birth.
    pub birth_date: Option<Personal<BirthDate>>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
}

impl KnownAgainBy {
    /// What a customer is known again by, once both names are known.
    pub fn of(customer: &Customer) -> Option<Self> {
        let Customer { names, birth_date, email, phone, .. } = customer;
        Some(Self {
            first_name: names.first_name.clone()?,
            last_name: names.last_name.clone()?,
            birth_date: birth_date.clone(),
            email: email.clone(),
            phone: phone.clone(),
        })
    }

    /// Whether the other is probably the same person.
    pub fn is_known_again(&self, other: &Self) -> bool {
        let same = |one: &Personal<Label>, other: &Personal<Label>| {
            fold(one.expose().as_str()) == fold(other.expose().as_str())
        };
        same(&self.first_name, &other.first_name)
            && same(&self.last_name, &other.last_name)
            && ((self.email.is_some() && self.email == other.email)
                || (self.phone.is_some() && self.phone == other.phone)
                || (self.birth_date.is_some() && self.birth_date == other.birth_date))
    }
}

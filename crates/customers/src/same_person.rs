//! Whether two records are about the same person.

use regulars_kernel::{Date, Email, Label, Personal, Phone};

/// What a person is known again by: both names, folded, and with them the date of birth, the e-mail address or the phone
/// number. A name alone is no sign, and neither is a phone alone, which a family shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAgainBy {
    /// The given name.
    pub first_name: Personal<Label>,
    /// The family name.
    pub last_name: Personal<Label>,
    /// The date of birth.
    pub birth_date: Option<Personal<Date>>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
}

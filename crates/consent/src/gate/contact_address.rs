//! The address that a consent or a suppression is for.

use std::fmt;

use regulars_kernel::{Email, Phone};

/// An address in the one form in which addresses are compared: an e-mail address in lower case, a phone number in
/// E.164 form. `Debug` prints it redacted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactAddress(String);

impl ContactAddress {
    /// The address of an e-mail.
    pub fn of_email(email: &Email) -> Self {
        Self(email.folded())
    }

    /// The address of a text message.
    pub fn of_phone(phone: &Phone) -> Self {
        Self(phone.expose().to_owned())
    }

    /// Takes an address that a store holds in the compared form.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The address, for stores, bodies and sending.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ContactAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[address]")
    }
}

//! Who receives a message.

use regulars_kernel::{Email, Personal};

use regulars_kernel::Gender;

/// What a newsletter may know about the person it is sent to.
#[derive(Clone, Debug, Default)]
pub struct Recipient {
    /// How the person is addressed.
    pub gender: Option<Gender>,
    /// The given name.
    pub first_name: Option<Personal<String>>,
    /// The family name.
    pub last_name: Option<Personal<String>>,
    /// The stored vocative of the family name, or of the given name where there is no family name.
    pub vocative: Option<Personal<String>>,
    /// The company.
    pub company: Option<Personal<String>>,
    /// The address.
    pub email: Option<Email>,
}

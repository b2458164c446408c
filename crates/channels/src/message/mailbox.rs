//! Who writes, and to whom.

use std::fmt;

use mail_builder::headers::HeaderType;
use regulars_kernel::Email;

use super::encoded_word::named_header;

/// A name and an address, as From, To and Reply-To show them. It prints redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name in front of the address, in any script.
    pub name: Option<String>,
    /// The address.
    pub address: Email,
}

impl Mailbox {
    pub(super) fn as_header(&self) -> HeaderType<'_> {
        named_header(self.name.as_deref(), self.address.expose())
    }
}

impl From<Email> for Mailbox {
    fn from(address: Email) -> Self {
        Self { name: None, address }
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[mailbox]")
    }
}

//! A service mail as it was written.

use regulars_identity::Merchant;
use regulars_kernel::Email;

/// A message in the merchant's name.
#[derive(Clone, PartialEq, Eq)]
pub struct WrittenServiceMail {
    /// Who writes.
    pub merchant: Merchant,
    /// Where it goes.
    pub to: Email,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

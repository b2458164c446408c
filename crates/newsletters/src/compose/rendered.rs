//! A finished message.

use std::fmt;

/// The parts of one recipient's message.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject: one line, never with control characters.
    pub subject: String,
    /// The HTML part.
    pub html: String,
    /// The plain text part, always present.
    pub text: String,
}

impl fmt::Debug for Rendered {
    /// A message holds names, so it never prints itself.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[message of {} bytes]", self.subject.len() + self.html.len() + self.text.len())
    }
}

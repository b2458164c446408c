//! Headers that a relay wants besides the usual ones.

use super::header_text::InvalidHeaderText;

/// A header of the caller's own, for example the key by which a provider recognises a repeated message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraHeader {
    pub(super) name: String,
    pub(super) value: String,
}

/// What [`super::EmailMessage`] writes itself, what only a relay may write, and what would name our software.
const RESERVED: [&str; 25] = [
    "auto-submitted",
    "bcc",
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "dkim-signature",
    "feedback-id",
    "from",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "message-id",
    "mime-version",
    "received",
    "reply-to",
    "resent-from",
    "resent-to",
    "return-path",
    "sender",
    "subject",
    "to",
    "user-agent",
    "x-mailer",
    "x-mailgenerator",
];

impl ExtraHeader {
    /// A header with a name that the message does not write itself. The value may be any text: it is encoded where it
    /// has to be, and line breaks in it become spaces.
    pub fn new(name: &str, value: &str) -> Result<Self, InvalidHeaderText> {
        let is_name = (1..=70).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !is_name || RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(InvalidHeaderText(name.escape_default().to_string()));
        }
        Ok(Self { name: name.to_owned(), value: value.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_matter_elsewhere_are_refused() {
        assert!(ExtraHeader::new("X-Idempotency-Key", "1").is_ok());
        for name in ["", "Subject", "BCC", "X-Mailer", "X Y", "X:", "X\r\nBcc", "Ž"] {
            assert!(ExtraHeader::new(name, "1").is_err(), "{name:?}");
        }
    }
}

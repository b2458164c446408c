//! The name of a message.

use std::fmt;
use std::str::FromStr;

use super::header_text::InvalidHeaderText;

/// The Message-ID of a message. The caller gives it and derives it from the delivery, so that another attempt at the
/// same delivery has the same one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    const LONGEST: usize = 250;

    /// The id without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A MIME boundary of this message alone. No encoding of a body part yields `=_`.
    pub(super) fn boundary(&self) -> String {
        let distinct = self.0.chars().filter(char::is_ascii_alphanumeric).take(60);
        "=_".chars().chain(distinct).collect()
    }
}

impl FromStr for MessageId {
    type Err = InvalidHeaderText;

    /// Reads `left@right`, with or without angle brackets. Both sides are atoms with dots in between.
    fn from_str(text: &str) -> Result<Self, InvalidHeaderText> {
        let bare = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(text);
        let is_word = |word: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
            !word.is_empty() && word.bytes().all(allowed)
        };
        let is_side = |side: &str| side.split('.').all(is_word);
        match bare.split_once('@') {
            Some((left, right)) if bare.len() <= Self::LONGEST && is_side(left) && is_side(right) => {
                Ok(Self(bare.to_owned()))
            }
            _ => Err(InvalidHeaderText("Message-ID".to_owned())),
        }
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<{}>", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_do_not_matter() {
        let id: MessageId = "<0199-ab.c@mail.example.com>".parse().unwrap();
        assert_eq!(id, "0199-ab.c@mail.example.com".parse().unwrap());
        assert_eq!(id.to_string(), "<0199-ab.c@mail.example.com>");
        assert_eq!(id.boundary(), "=_0199abcmailexamplecom");
    }

    #[test]
    fn what_would_break_the_header_is_refused() {
        for text in ["", "a", "a@", "@b", "a@b@c", "a b@c", "a@b>\r\nBcc: <c", "a..b@c", "ž@b", "<a@b"] {
            assert!(text.parse::<MessageId>().is_err(), "{text:?}");
        }
    }
}

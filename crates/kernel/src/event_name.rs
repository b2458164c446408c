//! Names of what other tools of a merchant tell of customers.

use std::fmt;
use std::str::FromStr;

/// What a custom event is called, such as `app.review_written`: the merchant's own word, by which rules of earning ask for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventName(String);

/// The text is no name of an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 60 of a-z, 0-9, `_`, `-` and `.`, beginning with a letter")]
pub struct InvalidEventName;

impl EventName {
    /// The most characters of a name.
    pub const MAX_LENGTH: usize = 60;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EventName {
    type Err = InvalidEventName;

    fn from_str(text: &str) -> Result<Self, InvalidEventName> {
        let is_part = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.')
        };
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(is_part);
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidEventName) }
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_small_letters_digits_and_what_joins_them() {
        for good in ["a", "app.review_written", "shop-2", &"x".repeat(60)] {
            assert_eq!(good.parse::<EventName>().unwrap().as_str(), good);
        }
        for bad in ["", "1st", ".a", "Review", "a b", "č", &"x".repeat(61)] {
            assert_eq!(bad.parse::<EventName>(), Err(InvalidEventName), "{bad}");
        }
    }
}

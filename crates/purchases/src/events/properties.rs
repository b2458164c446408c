//! What a custom event tells besides its name: a flat list of named values.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use regulars_kernel::{InvalidText, Label};

/// The name of a property, as the tool has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PropertyName(String);

/// The text is no name of a property.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 60 of a-z, A-Z, 0-9, `_`, `-` and `.`, beginning with a letter")]
pub struct InvalidPropertyName;

/// What a property says. A fraction is a text, as quantities are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyValue {
    /// A text of one line.
    Text(Label),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

/// The properties of an event, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventProperties(BTreeMap<PropertyName, PropertyValue>);

/// What cannot be kept of a property.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidProperty {
    /// Its name is none.
    #[error(transparent)]
    Name(#[from] InvalidPropertyName),
    /// Its text is none.
    #[error(transparent)]
    Text(#[from] InvalidText),
    /// It is none of these.
    #[error(
        "must be a text of one line, a whole number, or true or false; a fraction is a text such as \"12.5\""
    )]
    Kind,
    /// A number is no whole one, or too large to be exact everywhere.
    #[error("must be a whole number from -{most} to {most}", most = PropertyValue::MOST_NUMBER)]
    Number,
}

impl PropertyName {
    /// The most characters of a name.
    pub const MAX_LENGTH: usize = 60;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PropertyName {
    type Err = InvalidPropertyName;

    fn from_str(text: &str) -> Result<Self, InvalidPropertyName> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.bytes().all(is_part);
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidPropertyName) }
    }
}

impl fmt::Display for PropertyName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl PropertyValue {
    /// The largest number that every program reads exactly (2^53 - 1, RFC 8259, section 6).
    pub const MOST_NUMBER: i64 = 9_007_199_254_740_991;

    /// A whole number, if every program reads it exactly.
    pub const fn number(number: i64) -> Result<Self, InvalidProperty> {
        if -Self::MOST_NUMBER <= number && number <= Self::MOST_NUMBER {
            Ok(Self::Number(number))
        } else {
            Err(InvalidProperty::Number)
        }
    }
}

impl EventProperties {
    /// The most properties of an event.
    pub const MOST: usize = 50;

    /// These. Whoever makes them has counted them.
    pub const fn new(properties: BTreeMap<PropertyName, PropertyValue>) -> Self {
        Self(properties)
    }

    /// Each of them, by its name.
    pub fn iter(&self) -> impl Iterator<Item = (&PropertyName, &PropertyValue)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_have_bounds() {
        for good in ["a", "orderValue", "utm.source", "A-1_b"] {
            assert_eq!(good.parse::<PropertyName>().unwrap().as_str(), good);
        }
        for bad in ["", "1a", "a b", "č", &"x".repeat(61)] {
            assert_eq!(bad.parse::<PropertyName>(), Err(InvalidPropertyName), "{bad}");
        }
        for (number, fits) in
            [(0, true), (PropertyValue::MOST_NUMBER, true), (i64::MAX, false), (i64::MIN, false)]
        {
            assert_eq!(PropertyValue::number(number).is_ok(), fits, "{number}");
        }
    }
}

//! Tags: coloured labels on customers.

use std::str::FromStr;

use regulars_kernel::{Instant, Label, TagId};

/// A colour, `#RRGGBB` in upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour(String);

/// The text is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour such as #2E86AB")]
pub struct InvalidColour;

impl Colour {
    /// The colour as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(text.to_ascii_uppercase()))
        } else {
            Err(InvalidColour)
        }
    }
}

/// A coloured label. Its name is unique within the merchant, whatever the letter case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: Label,
    /// Its colour.
    pub colour: Colour,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        assert_eq!("#2e86ab".parse::<Colour>().unwrap().as_str(), "#2E86AB");
        for text in ["", "2E86AB", "#2E86A", "#2E86ABC", "#2E86AG", "#ččč"] {
            assert_eq!(text.parse::<Colour>(), Err(InvalidColour), "{text:?}");
        }
    }
}

//! Bounded texts.

use std::str::FromStr;

use crate::clean_text;

/// The text is empty, too long, or holds control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than allowed.
    #[error("must be at most {0} characters long")]
    TooLong(usize),
    /// A control character, such as a line break in a one-line text.
    #[error("must not hold control characters")]
    Control,
}

fn check(text: &str, longest: usize, allowed: &[char]) -> Result<String, InvalidText> {
    let cleaned = clean_text(text);
    let trimmed = cleaned.trim();
    if trimmed.is_empty() {
        return Err(InvalidText::Empty);
    }
    if trimmed.chars().count() > longest {
        return Err(InvalidText::TooLong(longest));
    }
    if trimmed.chars().any(|letter| letter.is_control() && !allowed.contains(&letter)) {
        return Err(InvalidText::Control);
    }
    Ok(trimmed.to_owned())
}

/// A text of one line, 1 to 200 characters, without surrounding white space, in the form of [`clean_text`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// The most characters.
    pub const MAX_LENGTH: usize = 200;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text by move.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl FromStr for Label {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        check(text, Self::MAX_LENGTH, &[]).map(Self)
    }
}

/// A text of several lines, 1 to 4,000 characters, without surrounding white space, in the form of [`clean_text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongText(String);

impl LongText {
    /// The most characters.
    pub const MAX_LENGTH: usize = 4000;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text by move.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl FromStr for LongText {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        check(text, Self::MAX_LENGTH, &['\n', '\t']).map(Self)
    }
}

/// A text as long as a letter: of several lines, 1 to 20,000 characters, without surrounding white space, in the form of
/// [`clean_text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText(String);

impl LetterText {
    /// The most characters.
    pub const MAX_LENGTH: usize = 20_000;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text by move.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl FromStr for LetterText {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        check(text, Self::MAX_LENGTH, &['\n', '\t']).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_kept_clean() {
        let label: Label = " Pe\u{200b}trovic\u{301}\u{202e} ".parse().unwrap();
        assert_eq!(label.as_str(), "Petrović");
        assert_eq!("\u{200b}\u{feff}".parse::<Label>(), Err(InvalidText::Empty));
        assert_eq!("two\nlines".parse::<Label>(), Err(InvalidText::Control));
        assert_eq!("two\nlines".parse::<LongText>().unwrap().as_str(), "two\nlines");
    }
}

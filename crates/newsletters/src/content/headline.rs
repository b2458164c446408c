//! Subject and intro as the merchant writes them.

use std::str::FromStr;

use regulars_kernel::clean_text;

use crate::content::InvalidContent;

/// The subject with its merge fields: up to 300 characters on one line. It may be empty as long as the newsletter is a
/// draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubjectLine(String);

/// The intro with its merge fields and markup: up to 4,000 characters. It may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntroText(String);

impl SubjectLine {
    /// The most characters.
    pub const MAX_LENGTH: usize = 300;

    /// The subject.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl IntroText {
    /// The most characters.
    pub const MAX_LENGTH: usize = 4000;

    /// The intro.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SubjectLine {
    type Err = InvalidContent;

    fn from_str(text: &str) -> Result<Self, InvalidContent> {
        checked(text.trim(), Self::MAX_LENGTH, &[]).map(Self)
    }
}

impl FromStr for IntroText {
    type Err = InvalidContent;

    fn from_str(text: &str) -> Result<Self, InvalidContent> {
        checked(text.replace("\r\n", "\n").trim(), Self::MAX_LENGTH, &['\n', '\t']).map(Self)
    }
}

fn checked(text: &str, longest: usize, allowed: &[char]) -> Result<String, InvalidContent> {
    let text = clean_text(text);
    let text = text.trim();
    if text.chars().count() > longest {
        return Err(InvalidContent::TooLong(longest));
    }
    if text.chars().any(|letter| letter.is_control() && !allowed.contains(&letter)) {
        return Err(InvalidContent::Control);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line() {
        assert_eq!(" No\u{200b}vo c\u{30c}aj\u{202e}".parse::<SubjectLine>().unwrap().as_str(), "Novo čaj");
        assert_eq!(" Novo ".parse::<SubjectLine>().unwrap().as_str(), "Novo");
        assert_eq!("".parse::<SubjectLine>(), Ok(SubjectLine::default()));
        assert_eq!("a\r\nBcc: eve@example.com".parse::<SubjectLine>(), Err(InvalidContent::Control));
        assert_eq!("š".repeat(301).parse::<SubjectLine>(), Err(InvalidContent::TooLong(300)));
    }

    #[test]
    fn an_intro_keeps_its_lines() {
        assert_eq!("a\r\nb\n".parse::<IntroText>().unwrap().as_str(), "a\nb");
        assert_eq!("a\0".parse::<IntroText>(), Err(InvalidContent::Control));
        assert_eq!("š".repeat(4001).parse::<IntroText>(), Err(InvalidContent::TooLong(4000)));
    }
}

//! Custom attributes of customers as merge fields, `{{ attributes.shoe_size }}`, and what they have in programmes,
//! `{{ points.balance }}`.

use std::fmt;

use regulars_kernel::{Date, Decimal, Personal};

use super::MergePoints;

/// An attribute that a text names, by its key, or what it names of points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MergeAttribute(String);

/// What an attribute's key stands behind, in the engine's language. No field is called so.
const VARIABLE: &str = "attribute__";

impl MergeAttribute {
    /// What a key stands behind, in texts of merchants.
    pub(crate) const WRITTEN: &str = "attributes.";
    /// The most characters of a key.
    const MAX_LENGTH: usize = 40;

    /// The attribute of that key, if keys are written so.
    pub fn of_key(key: &str) -> Option<Self> {
        let fits = key.len() <= Self::MAX_LENGTH
            && key.starts_with(|letter: char| letter.is_ascii_lowercase())
            && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        fits.then(|| Self(key.to_owned()))
    }

    /// What is shown of points.
    pub fn of_points(points: MergePoints) -> Self {
        Self(points.name().to_owned())
    }

    /// What it is of points; none for an attribute, whose key has no point in it.
    pub fn points(&self) -> Option<MergePoints> {
        MergePoints::from_name(&self.0)
    }

    /// Whether a customer may be without it.
    pub(crate) fn may_be_blank(&self) -> bool {
        self.points().is_none_or(MergePoints::may_be_blank)
    }

    /// The key.
    pub fn key(&self) -> &str {
        &self.0
    }

    /// The attribute that a word of a text names.
    pub(super) fn written(word: &str) -> Option<Self> {
        let attribute = word.strip_prefix(Self::WRITTEN).and_then(Self::of_key);
        attribute.or_else(|| MergePoints::of_word(word).map(Self::of_points))
    }

    /// The length of the word at the beginning of `text` if it names an attribute, or would under another key.
    pub(super) fn length_of_word(text: &str) -> Option<usize> {
        let prefixes = [Self::WRITTEN, MergePoints::WRITTEN];
        let (prefix, key) = prefixes.iter().find_map(|prefix| Some((prefix, text.strip_prefix(prefix)?)))?;
        let length = key.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        match length.unwrap_or(key.len()) {
            0 => None,
            length => Some(prefix.len() + length),
        }
    }

    /// The attribute that a variable of the engine stands for.
    pub(super) fn of_variable(variable: &str) -> Option<&str> {
        variable.strip_prefix(VARIABLE).or_else(|| MergePoints::of_variable(variable).map(MergePoints::name))
    }

    /// The variable of the engine that stands for it.
    pub(super) fn variable(&self) -> String {
        match self.points() {
            Some(points) => points.variable().to_owned(),
            None => format!("{VARIABLE}{}", self.0),
        }
    }
}

impl fmt::Display for MergeAttribute {
    /// As texts name it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.points() {
            Some(points) => formatter.write_str(points.written()),
            None => write!(formatter, "{}{}", Self::WRITTEN, self.0),
        }
    }
}

impl std::borrow::Borrow<str> for MergeAttribute {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The value of an attribute that a recipient has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeValue {
    /// A text that somebody has written.
    Text(Personal<String>),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Personal<Date>),
    /// An option, as the merchant's definition writes it.
    Choice(Personal<String>),
    /// Several options, at least one.
    Choices(Vec<Personal<String>>),
}

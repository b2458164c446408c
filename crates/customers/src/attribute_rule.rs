//! Which values an attribute takes.

use chrono::Datelike;
use regulars_kernel::{AttributeKind, Date, Decimal, Label, fold};

/// The years that dates of attributes are of: what both databases hold and sort, and what filters can name.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2999;

/// The least and the greatest value, both included. `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueRange<T> {
    /// The least value.
    pub min: Option<T>,
    /// The greatest value.
    pub max: Option<T>,
}

impl<T> Default for ValueRange<T> {
    fn default() -> Self {
        Self { min: None, max: None }
    }
}

/// How many characters a text has, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLength {
    /// The fewest.
    pub min: u16,
    /// The most.
    pub max: u16,
}

impl Default for TextLength {
    fn default() -> Self {
        Self { min: 1, max: 200 }
    }
}

/// The options of an enumeration. No two are the same without regard to letter case, accents and script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeOptions(Vec<Label>);

/// The list is none of options.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOptions {
    /// There are none, or too many.
    #[error("must have 1 to {} options", AttributeOptions::MAX_COUNT)]
    Count,
    /// Two are the same.
    #[error("has {0:?} twice; letter case, accents and script make no difference")]
    Twice(String),
}

impl AttributeOptions {
    /// The most options.
    pub const MAX_COUNT: usize = 200;

    /// Takes options in their order.
    pub fn new(options: Vec<Label>) -> Result<Self, InvalidOptions> {
        if options.is_empty() || options.len() > Self::MAX_COUNT {
            return Err(InvalidOptions::Count);
        }
        let mut seen = std::collections::BTreeSet::new();
        match options.iter().find(|option| !seen.insert(fold(option.as_str()))) {
            Some(option) => Err(InvalidOptions::Twice(option.as_str().to_owned())),
            None => Ok(Self(options)),
        }
    }

    /// The options in their order.
    pub fn as_slice(&self) -> &[Label] {
        &self.0
    }

    /// The option that is written so, without regard to letter case, accents and script, and its place.
    pub fn find(&self, text: &str) -> Option<(usize, &Label)> {
        let folded = fold(text);
        self.0.iter().enumerate().find(|(_, option)| fold(option.as_str()) == folded)
    }
}

/// Which values an attribute takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeRule {
    /// Texts of one line.
    Text(TextLength),
    /// Whole numbers.
    Integer(ValueRange<i64>),
    /// Decimals of at most so many digits behind the point.
    Decimal {
        /// The most digits behind the point.
        decimals: u8,
        /// The least and the greatest.
        range: ValueRange<Decimal>,
    },
    /// Yes or no.
    Boolean,
    /// Dates.
    Date(ValueRange<Date>),
    /// One of these.
    Choice(AttributeOptions),
    /// Several of these.
    Choices(AttributeOptions),
}

impl AttributeRule {
    /// The type of the values.
    pub const fn kind(&self) -> AttributeKind {
        match self {
            Self::Text(_) => AttributeKind::Text,
            Self::Integer(_) => AttributeKind::Integer,
            Self::Decimal { .. } => AttributeKind::Decimal,
            Self::Boolean => AttributeKind::Boolean,
            Self::Date(_) => AttributeKind::Date,
            Self::Choice(_) => AttributeKind::Choice,
            Self::Choices(_) => AttributeKind::Choices,
        }
    }

    /// The options, where there are any.
    pub fn options(&self) -> &[Label] {
        match self {
            Self::Choice(options) | Self::Choices(options) => options.as_slice(),
            _ => &[],
        }
    }
}

/// The date of an attribute that the text is.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    date.filter(|date| YEARS.contains(&date.year()))
}

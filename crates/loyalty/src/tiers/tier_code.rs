//! The codes of tiers.

use std::fmt;
use std::str::FromStr;

/// The code of a tier within its programme, such as `gold`: rules and members refer to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierCode(String);

/// The text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 40 of a-z, 0-9 and _, beginning with a letter")]
pub struct InvalidTierCode;

impl TierCode {
    /// The most characters of a code.
    pub const MAX_LENGTH: usize = 40;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TierCode {
    type Err = InvalidTierCode;

    fn from_str(text: &str) -> Result<Self, InvalidTierCode> {
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidTierCode) }
    }
}

impl fmt::Display for TierCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

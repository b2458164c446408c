//! What codes of a batch begin with.

use std::str::FromStr;

/// What codes of a batch begin with: up to 12 letters and digits, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponPrefix(String);

/// The text is no prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be up to 12 letters from A to Z and digits")]
pub struct InvalidCouponPrefix;

impl CouponPrefix {
    /// The most characters.
    pub const MAX_LENGTH: usize = 12;

    /// Capital letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CouponPrefix {
    type Err = InvalidCouponPrefix;

    fn from_str(text: &str) -> Result<Self, InvalidCouponPrefix> {
        let is_known = text.chars().all(|letter| letter.is_ascii_alphanumeric());
        if !is_known || text.len() > Self::MAX_LENGTH {
            return Err(InvalidCouponPrefix);
        }
        Ok(Self(text.to_ascii_uppercase()))
    }
}

//! Codes by which members invite others.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::{CustomerId, Environment, Instant, ProgrammeId, clean_code};

use crate::coupons::code::{CouponCode, check_of, drawn_and_checked};

/// The code of a member: 8 characters by chance, of those that none is mistaken for another, and one that checks these. Case, spaces
/// and dashes make no difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferralCode(String);

/// The text is no code of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no referral code: a character is wrong, or one is missing")]
pub struct InvalidReferralCode;

impl ReferralCode {
    /// How many characters a code has.
    pub const LENGTH: usize = 9;
    /// The most characters in which one is written.
    pub const MOST_WRITTEN: usize = 40;

    /// A fresh code.
    pub fn generate(environment: &Environment) -> Self {
        Self(drawn_and_checked(environment, Self::LENGTH - 1))
    }

    /// The code as it is kept: capital letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ReferralCode {
    type Err = InvalidReferralCode;

    fn from_str(text: &str) -> Result<Self, InvalidReferralCode> {
        let text = clean_code(text);
        let kept = text.chars().filter(|letter| *letter != '-');
        let code: String = kept.take(Self::LENGTH + 1).map(|letter| letter.to_ascii_uppercase()).collect();
        let place = |letter: u8| CouponCode::ALPHABET.iter().position(|known| *known == letter);
        let places: Option<Vec<u8>> =
            code.bytes().map(|letter| place(letter).and_then(|place| u8::try_from(place).ok())).collect();
        match places.as_deref() {
            Some([drawn @ .., check]) if code.len() == Self::LENGTH && check_of(drawn) == *check => {
                Ok(Self(code))
            }
            _ => Err(InvalidReferralCode),
        }
    }
}

impl fmt::Display for ReferralCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The code of a member of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCode {
    /// The code.
    pub code: ReferralCode,
    /// The programme.
    pub programme: ProgrammeId,
    /// Whose it is.
    pub customer: CustomerId,
    /// When it was made.
    pub created_at: Instant,
}

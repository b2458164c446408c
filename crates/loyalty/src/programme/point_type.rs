//! Types of points.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::{Label, named};

use super::expiry::Expiry;
use crate::tiers::tier_code::TierCode;

/// The code of a point type within its programme, such as `points`. It is never changed: accounts are kept under it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointTypeCode(String);

/// The text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 40 of a-z, 0-9 and _, beginning with a letter")]
pub struct InvalidPointTypeCode;

impl PointTypeCode {
    /// The most characters of a code.
    pub const MAX_LENGTH: usize = 40;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PointTypeCode {
    type Err = InvalidPointTypeCode;

    fn from_str(text: &str) -> Result<Self, InvalidPointTypeCode> {
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidPointTypeCode) }
    }
}

impl fmt::Display for PointTypeCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How many decimals points of a type have. Points are kept and told as integers of the smallest part: with one decimal, 45
/// is 4.5 points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PointScale(u8);

impl PointScale {
    /// The most decimals.
    pub const MOST: u8 = 4;

    /// That many decimals, if there can be as many.
    pub const fn new(decimals: u8) -> Option<Self> {
        if decimals <= Self::MOST { Some(Self(decimals)) } else { None }
    }

    /// How many.
    pub const fn decimals(self) -> u8 {
        self.0
    }

    /// How many of the smallest part make one point.
    pub const fn parts(self) -> i64 {
        10_i64.pow(self.0 as u32)
    }
}

named! {
    /// Where points end up that are no whole number of the smallest part.
    Rounding {
        /// Towards zero.
        Down = "down",
        /// To the nearest, an exact half away from zero.
        HalfUp = "half_up",
        /// To the nearest, an exact half to the even neighbour.
        HalfEven = "half_even",
        /// Away from zero.
        Up = "up",
    }
}

named! {
    /// What is rounded.
    RoundingLevel {
        /// What each line earns.
        Line = "line",
        /// What the whole receipt earns by a rule.
        Receipt = "receipt",
    }
}

named! {
    /// What happens to points that a refund takes back and that the member does not have any more.
    Shortfall {
        /// The member owes them: the next points pay them first.
        Owed = "owed",
        /// They are let go.
        Waived = "waived",
    }
}

/// What happens to points that were paid with, are given back by a refund, and have expired meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpentAndExpired {
    /// They stay expired.
    Lost,
    /// They can be spent for as many days more.
    Grace(u16),
}

/// What points are worth where they pay: so many of the smallest part for so much in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointValue {
    /// So many of the smallest part.
    pub points: i64,
    /// Are worth as much in minor units.
    pub amount: i64,
}

impl PointValue {
    /// The largest sum of points, and of what they are worth, that is told: what every reader of JSON reads exactly (RFC 8259, section 6).
    pub const MOST_TOLD: i64 = 9_007_199_254_740_991;

    /// What `points` are worth in minor units, rounded down. None where that is more than can be told.
    pub fn amount_of(self, points: i64) -> Option<i64> {
        let worth = i128::from(points) * i128::from(self.amount) / i128::from(self.points.max(1));
        Self::told(worth)
    }

    /// A sum that can be told.
    pub fn told(sum: i128) -> Option<i64> {
        i64::try_from(sum).ok().filter(|sum| sum.unsigned_abs() <= Self::MOST_TOLD.unsigned_abs())
    }
}

/// When what members of a tier earn expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierExpiry {
    /// The tier.
    pub tier: TierCode,
    /// When.
    pub expiry: Expiry,
}

/// A type of points of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointType {
    /// What it goes by.
    pub code: PointTypeCode,
    /// What it is called.
    pub name: Label,
    /// How many decimals it has.
    pub scale: PointScale,
    /// What it is worth where it pays. None for points that cannot be spent.
    pub value: Option<PointValue>,
    /// When what is earned expires.
    pub expiry: Expiry,
    /// After how many days what is earned can be spent: 0 for at once.
    pub pending_days: u16,
    /// How it is rounded.
    pub rounding: Rounding,
    /// What is rounded.
    pub rounding_level: RoundingLevel,
    /// What happens to points that cannot be taken back.
    pub shortfall: Shortfall,
    /// What happens to expired points that are given back.
    pub spent_and_expired: SpentAndExpired,
    /// When what members of a tier earn expires, where that is otherwise.
    pub expiry_by_tier: Vec<TierExpiry>,
    /// The most points, in the smallest part, that one person of the staff credits or debits alone. None where that is as many
    /// as they like.
    pub adjustment_limit: Option<i64>,
    /// Whether points may go from one account to another one of the type.
    pub transferable: bool,
}

impl PointType {
    /// The most days for which points are pending.
    pub const MOST_PENDING_DAYS: u16 = 366;
    /// The most points of a rule, an adjustment or a receipt, in whole points.
    pub const MOST_POINTS: i64 = 1_000_000_000;
}

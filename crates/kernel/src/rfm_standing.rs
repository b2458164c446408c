//! Where a customer stands by recency, frequency and monetary value.

use crate::RfmClass;

/// A score from 1, the least, to 5: by recency, frequency or monetary value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RfmScore(u8);

impl RfmScore {
    /// All of them, the least first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// A checked score.
    pub const fn new(score: i64) -> Option<Self> {
        if score >= 1 && score <= 5 { Some(Self::clamped(score)) } else { None }
    }

    /// The nearest score.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 1 and 5")]
    pub const fn clamped(score: i64) -> Self {
        Self(if score < 1 {
            1
        } else if score > 5 {
            5
        } else {
            score as u8
        })
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0 as i64
    }
}

/// The scores of a customer and the class that they make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmStanding {
    /// How recently.
    pub recency: RfmScore,
    /// How often.
    pub frequency: RfmScore,
    /// For how much.
    pub monetary: RfmScore,
    /// The class.
    pub class: RfmClass,
}

//! Where a customer stands.

use regulars_kernel::Date;

use crate::rfm::class::RfmClass;
use crate::rfm::cuts::Cuts;
use crate::rfm::grid::{Grid, GridCell};

/// A score from 1, the least, to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u8);

impl Score {
    /// All of them, the least first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// A checked score.
    pub const fn new(score: i64) -> Option<Self> {
        if score >= 1 && score <= 5 { Some(Self::clamped(score)) } else { None }
    }

    /// The nearest score.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 1 and 5")]
    pub(crate) const fn clamped(score: i64) -> Self {
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

/// What a customer has bought by a day, net of refunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buying {
    /// The day of the last purchase, in the merchant's time zone.
    pub last: Date,
    /// How many purchases.
    pub count: i64,
    /// For how much, in minor units of the merchant's currency.
    pub total: i64,
}

/// The scores of a customer and the class that they make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmStanding {
    /// How recently.
    pub recency: Score,
    /// How often.
    pub frequency: Score,
    /// For how much.
    pub monetary: Score,
    /// The class.
    pub class: RfmClass,
}

impl RfmStanding {
    /// Where a customer who has bought so stands on `today`. A day that lies ahead is today. None for a grid with a hole, which
    /// [`Grid::new`] refuses.
    pub fn of(buying: Buying, today: Date, cuts: &Cuts, grid: &Grid) -> Option<Self> {
        let days = (today - buying.last).num_days().max(0);
        let recency = cuts.recency_score(days);
        let (frequency, monetary) = (cuts.frequency_score(buying.count), cuts.monetary_score(buying.total));
        let cell = GridCell { recency, frequency_value: mean(frequency, monetary) };
        let class = grid.class_of(cell)?.clone();
        Some(Self { recency, frequency, monetary, class })
    }

    /// Its cell of the grid.
    pub fn cell(&self) -> GridCell {
        GridCell { recency: self.recency, frequency_value: mean(self.frequency, self.monetary) }
    }
}

/// The mean of two scores, a half rounded up.
const fn mean(one: Score, other: Score) -> Score {
    Score::clamped((one.get() + other.get() + 1) / 2)
}

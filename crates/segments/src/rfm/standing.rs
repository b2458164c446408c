//! Where a customer stands.

use regulars_kernel::{Date, RfmScore, RfmStanding};

use crate::rfm::cuts::Cuts;
use crate::rfm::grid::{Grid, GridCell};

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

/// Where a customer who has bought so stands on `today`. A day that lies ahead is today. None for a grid with a hole, which
/// [`Grid::new`] refuses.
pub(crate) fn standing_of(buying: Buying, today: Date, cuts: &Cuts, grid: &Grid) -> Option<RfmStanding> {
    let days = (today - buying.last).num_days().max(0);
    let recency = cuts.recency_score(days);
    let (frequency, monetary) = (cuts.frequency_score(buying.count), cuts.monetary_score(buying.total));
    let cell = GridCell { recency, frequency_value: mean(frequency, monetary) };
    let class = grid.class_of(cell)?.clone();
    Some(RfmStanding { recency, frequency, monetary, class })
}

/// The cell of the grid in which a customer stands.
pub fn cell_of(standing: &RfmStanding) -> GridCell {
    GridCell { recency: standing.recency, frequency_value: mean(standing.frequency, standing.monetary) }
}

/// The mean of two scores, a half rounded up.
const fn mean(one: RfmScore, other: RfmScore) -> RfmScore {
    RfmScore::clamped((one.get() + other.get() + 1) / 2)
}

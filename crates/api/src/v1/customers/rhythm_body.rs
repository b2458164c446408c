//! In what rhythm a customer buys, on the wire.

use chrono::NaiveDate;
use regulars_kernel::{BuyingRhythm, Date};
use serde::Serialize;
use utoipa::ToSchema;

/// In what rhythm a customer buys, by the days on which it has bought: several purchases of a day are one, and what was given back
/// whole is none. The latest 51 such days count.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyingRhythmBody {
    /// How many gaps there are between these days.
    #[schema(example = 11, minimum = 0, maximum = 50)]
    gaps: i64,
    /// The median of these gaps in days; `null` with fewer gaps than two.
    #[schema(example = 7, minimum = 1)]
    median_gap_days: Option<i64>,
    /// The day on which the next purchase is expected: the latest day with a purchase and the median gap. `null` with fewer gaps
    /// than two.
    #[schema(example = "2026-11-27")]
    next_purchase_expected_at: Option<NaiveDate>,
    /// By how many days it is overdue today; 0 while it is not, `null` where none is expected.
    #[schema(example = 0, minimum = 0)]
    overdue_days: Option<i64>,
}

impl BuyingRhythmBody {
    /// The rhythm as it is on a day.
    pub fn new(rhythm: BuyingRhythm, today: Date) -> Self {
        Self {
            gaps: rhythm.gaps,
            median_gap_days: rhythm.median_gap_days,
            next_purchase_expected_at: rhythm.next_expected_on,
            overdue_days: rhythm.overdue_days(today),
        }
    }
}

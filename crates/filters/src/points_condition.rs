//! Conditions on points and on programmes.

use regulars_kernel::{ProgrammeId, named};

use crate::{NumberTest, Period};

named! {
    /// A figure over points.
    PointsFigure {
        /// What can be spent now, less what is owed.
        Balance = "balance",
        /// What was earned, less what refunds took back.
        Earned = "earned",
        /// What was spent, less what refunds gave back.
        Spent = "spent",
        /// What is there and expires within days of today.
        Expiring = "expiring",
    }
}

impl PointsFigure {
    /// Whether it is taken over a time that is past, so that a period narrows it.
    pub const fn has_period(self) -> bool {
        matches!(self, Self::Earned | Self::Spent)
    }
}

/// A comparison of a figure over points:
/// `{"points": {"of": "earned", "type": "points", "within": {"last": 30, "unit": "day"}, "op": "gte", "value": 100}}`.
///
/// Points are compared in the smallest part of their type. Who has none has zero of them. Without `of` it is the balance, and
/// without `op` and `value` there is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsCondition {
    /// The figure.
    pub figure: PointsFigure,
    /// The code of the type; all types together where there is none.
    pub point_type: Option<String>,
    /// The programme; all together where there is none.
    pub programme: Option<ProgrammeId>,
    /// When it was recorded, for what was earned and spent.
    pub within: Option<Period>,
    /// Within how many days from today, today among them, for what expires; 0 for every other figure.
    pub days: u32,
    /// How it is compared.
    pub test: NumberTest,
}

impl PointsCondition {
    /// The most days until points expire that can be asked for.
    pub const MOST_DAYS: u32 = 3_660;
    /// The days until they expire where nothing is said.
    pub const DAYS: u32 = 30;
}

/// The customer is in a programme: `{"programme": {"programme_id": "…", "joined": {"last": 30, "unit": "day"}}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgrammeCondition {
    /// The programme; any where there is none.
    pub programme: Option<ProgrammeId>,
    /// When they came in.
    pub joined: Option<Period>,
}

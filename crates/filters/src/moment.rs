//! Days and instants as a filter names them: absolute, or as a distance from today.

use regulars_kernel::{Date, Instant};

use regulars_kernel::named;

named! {
    /// A unit of the merchant's calendar.
    CalendarUnit {
        /// A calendar day.
        Day = "day",
        /// Seven calendar days.
        Week = "week",
        /// A calendar month. A day that the earlier month lacks becomes its last day.
        Month = "month",
        /// Twelve calendar months.
        Year = "year",
    }
}

impl CalendarUnit {
    /// The longest distance that a filter can name: two hundred years.
    pub const fn longest_distance(self) -> u32 {
        match self {
            Self::Day => 73_000,
            Self::Week => 10_400,
            Self::Month => 2_400,
            Self::Year => 200,
        }
    }
}

/// A distance back from today, such as eight months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// How many units.
    pub count: u32,
    /// The unit.
    pub unit: CalendarUnit,
}

/// A day of the merchant's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// This very day: `"2026-11-21"`.
    On(Date),
    /// Today less a distance: `{"ago": 8, "unit": "month"}`.
    Ago(Distance),
}

/// A day or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// This very instant: `"2026-11-21T10:00:00Z"`.
    At(Instant),
    /// A day. Where a condition begins at a day it begins as the day begins, and where it ends with a day it ends as
    /// the day ends.
    Day(Day),
}

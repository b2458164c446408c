//! Conditions on anniversaries.

use crate::DateField;

/// The anniversary falls into a window of days around today:
/// `{"anniversary": {"of": "birth_date", "from_days": 0, "to_days": 28}}`.
///
/// The window is half-open and goes over the turn of the year. The anniversary of 29 February falls on 28 February in
/// common years. A birthday without a year has anniversaries, too. A window of 366 days or more holds everybody whose birthday is
/// known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnniversaryCondition {
    /// The date whose anniversary is meant.
    pub of: DateField,
    /// How many days after today the window begins.
    pub from_days: i32,
    /// How many days after today the window has ended.
    pub to_days: i32,
}

impl AnniversaryCondition {
    /// The farthest that a window can reach, in days before and after today.
    pub const FARTHEST: i32 = 366;
}

//! How late a scheduled newsletter may still be sent.

use chrono::Duration;
use regulars_kernel::Instant;

/// So many hours after its instant, a scheduled newsletter is still sent; later it is not, because what was written for
/// Friday may be wrong on Monday. 1 to [`Self::MAX`] hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleGrace(i64);

/// The number of hours is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {} hours", ScheduleGrace::MAX)]
pub struct InvalidScheduleGrace;

impl ScheduleGrace {
    /// The most hours.
    pub const MAX: i64 = 168;
    /// What a merchant begins with.
    pub const USUAL: Self = Self(24);

    /// A checked number of hours.
    pub const fn of_hours(hours: i64) -> Result<Self, InvalidScheduleGrace> {
        if hours >= 1 && hours <= Self::MAX { Ok(Self(hours)) } else { Err(InvalidScheduleGrace) }
    }

    /// The hours.
    pub const fn hours(self) -> i64 {
        self.0
    }

    /// Whether it is too late at `now` for what was to be done at `instant`.
    pub fn is_over(self, instant: Instant, now: Instant) -> bool {
        now - instant > Duration::hours(self.0)
    }
}

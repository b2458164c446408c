//! The periods of tiers, and the windows over which is counted. A span is its first day and the first day behind it.

use chrono::{Datelike, Days};
use regulars_kernel::{Date, MerchantCalendar};

use super::scheme::TierWindow;

/// Days from the one up to the day before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day.
    pub from: Date,
    /// The first day behind it.
    pub behind: Date,
}

impl DaySpan {
    /// Its last day.
    pub fn last(self) -> Date {
        self.behind.pred_opt().unwrap_or(self.behind)
    }
}

/// As many days later.
pub(super) fn days_later(day: Date, days: u16) -> Date {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(Date::MAX)
}

/// The day behind.
pub(super) fn next_day(day: Date) -> Date {
    days_later(day, 1)
}

impl TierWindow {
    /// The period in which that day lies. For somebody who came in on `joined`, before which there is no year of theirs.
    pub fn period(self, joined: Date, day: Date) -> DaySpan {
        match self {
            Self::PreviousMonth | Self::RollingMonths(_) => {
                let from = MerchantCalendar::first_of_month(day);
                DaySpan { from, behind: MerchantCalendar::months_after(from, 1) }
            }
            Self::CalendarYear => {
                let first = |year: i32| Date::from_ymd_opt(year, 1, 1).unwrap_or(Date::MAX);
                DaySpan { from: first(day.year()), behind: first(day.year().saturating_add(1)) }
            }
            Self::MembershipYear => {
                let began = |years: u32| MerchantCalendar::months_after(joined, years.saturating_mul(12));
                let years = u32::try_from(day.year().saturating_sub(joined.year())).unwrap_or_default();
                let years = if began(years) > day { years.saturating_sub(1) } else { years };
                DaySpan { from: began(years), behind: began(years.saturating_add(1)) }
            }
        }
    }

    /// The period so many behind the one in which that day lies.
    pub(super) fn period_behind(self, joined: Date, day: Date, periods: u16) -> DaySpan {
        let mut period = self.period(joined, day);
        for _ in 0..periods {
            period = self.period(joined, period.behind);
        }
        period
    }

    /// The period before the one in which that day lies. The first year of a member is its own.
    pub(super) fn period_before(self, joined: Date, day: Date) -> DaySpan {
        let from = self.period(joined, day).from;
        self.period(joined, from.pred_opt().unwrap_or(from))
    }

    /// Over which days is counted up to the day before `behind`.
    pub(super) fn counted_before(self, joined: Date, behind: Date) -> DaySpan {
        let from = match self {
            Self::RollingMonths(months) => MerchantCalendar::months_before(behind, u32::from(months)),
            Self::PreviousMonth | Self::CalendarYear | Self::MembershipYear => {
                self.period(joined, behind.pred_opt().unwrap_or(behind)).from
            }
        };
        DaySpan { from, behind }
    }

    /// Over which days is counted on a day, what came on it not among it: nothing yet on the first day of a year.
    pub(super) fn counted_at_start_of(self, joined: Date, day: Date) -> DaySpan {
        match self {
            Self::RollingMonths(_) => self.counted_before(joined, day),
            Self::PreviousMonth | Self::CalendarYear | Self::MembershipYear => {
                DaySpan { from: self.period(joined, day).from, behind: day }
            }
        }
    }
}

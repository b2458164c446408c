//! When points expire.

use chrono::{Datelike, Days};
use regulars_kernel::{Date, Instant, MerchantCalendar, named};

named! {
    /// What an expiry counts.
    ExpiryUnit {
        /// Days.
        Day = "day",
        /// Months.
        Month = "month",
        /// Years.
        Year = "year",
    }
}

named! {
    /// To when an expiry is moved.
    ExpiryEnd {
        /// It is not moved: points expire at the end of the day that is counted.
        Exact = "exact",
        /// To the end of its month.
        EndOfMonth = "end_of_month",
        /// To the end of its year.
        EndOfYear = "end_of_year",
    }
}

/// When points expire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Never.
    Never,
    /// So long after the day on which they were earned.
    After {
        /// So many.
        count: u16,
        /// Of these.
        unit: ExpiryUnit,
        /// And then to the end of what.
        to: ExpiryEnd,
    },
}

impl Expiry {
    /// The most that an expiry counts.
    pub const MOST: u16 = 3660;

    /// How many days points last at least. None where they never expire.
    pub fn least_days(self) -> Option<u32> {
        let Self::After { count, unit, .. } = self else { return None };
        let days = match unit {
            ExpiryUnit::Day => 1,
            ExpiryUnit::Month => 28,
            ExpiryUnit::Year => 365,
        };
        Some(u32::from(count) * days)
    }

    /// From when on points that count as of `earned_at` are no longer there: the beginning of the day behind their last one. A
    /// day that a month lacks is the last one of that month.
    pub fn of(self, earned_at: Instant, calendar: &MerchantCalendar) -> Option<Instant> {
        let Self::After { count, unit, to } = self else { return None };
        let day = calendar.date_of(earned_at);
        let counted = match unit {
            ExpiryUnit::Day => day.checked_add_days(Days::new(u64::from(count))).unwrap_or(Date::MAX),
            ExpiryUnit::Month => MerchantCalendar::months_after(day, u32::from(count)),
            ExpiryUnit::Year => MerchantCalendar::months_after(day, 12 * u32::from(count)),
        };
        let last = match to {
            ExpiryEnd::Exact => counted,
            ExpiryEnd::EndOfMonth => last_of_month(counted),
            ExpiryEnd::EndOfYear => Date::from_ymd_opt(counted.year(), 12, 31).unwrap_or(counted),
        };
        last.succ_opt().map(|behind| calendar.start_of_day(behind))
    }
}

fn last_of_month(date: Date) -> Date {
    let next = MerchantCalendar::months_after(MerchantCalendar::first_of_month(date), 1);
    next.pred_opt().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_expire_behind_their_last_day_in_the_merchant_s_zone() {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let earned: Instant = "2026-01-31T22:30:00Z".parse().unwrap();
        let after =
            |count, unit, to| Expiry::After { count, unit, to }.of(earned, &calendar).unwrap().to_rfc3339();
        assert_eq!(after(1, ExpiryUnit::Month, ExpiryEnd::Exact), "2026-02-28T23:00:00+00:00");
        assert_eq!(after(3, ExpiryUnit::Year, ExpiryEnd::EndOfMonth), "2029-01-31T23:00:00+00:00");
        assert_eq!(after(10, ExpiryUnit::Day, ExpiryEnd::EndOfYear), "2026-12-31T23:00:00+00:00");
        assert_eq!(after(0, ExpiryUnit::Day, ExpiryEnd::Exact), "2026-01-31T23:00:00+00:00");
        assert_eq!(Expiry::Never.of(earned, &calendar), None);
    }
}

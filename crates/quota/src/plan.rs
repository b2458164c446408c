//! What the merchant's plan and calendar say about its quota.

use regulars_kernel::{Date, Instant, MerchantCalendar};

use crate::Regulars;

/// The part of a merchant's plan that its quota depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaPlan {
    /// The calendar that says what a month is.
    pub calendar: MerchantCalendar,
    /// Units a month for each regular.
    pub multiplier: i64,
    /// Test sends a month.
    pub tests_per_month: i64,
    /// When the merchant was created.
    pub created_at: Instant,
}

impl QuotaPlan {
    /// The first day of the month of `now`.
    pub fn period(&self, now: Instant) -> Date {
        MerchantCalendar::first_of_month(self.calendar.date_of(now))
    }

    /// The instant at which the month that begins on `period` is over.
    pub fn expires_at(&self, period: Date) -> Instant {
        self.calendar.start_of_day(MerchantCalendar::months_after(period, 1))
    }

    /// Whether that month has no month before it: it is the merchant's first one. A test clock may stand even earlier.
    pub fn is_first(&self, period: Date) -> bool {
        period <= self.period(self.created_at)
    }

    /// Which regulars the grant of that month counts: those at the end of the month before, and in the first month
    /// those of the moment.
    pub fn regulars_of(&self, period: Date) -> Regulars {
        if self.is_first(period) { Regulars::Now } else { Regulars::At(self.calendar.start_of_day(period)) }
    }

    /// The grant for that many regulars.
    pub const fn grant(&self, regulars: i64) -> i64 {
        self.multiplier.saturating_mul(regulars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> QuotaPlan {
        QuotaPlan {
            calendar: MerchantCalendar::of_zone("Europe/Belgrade").unwrap(),
            multiplier: 2,
            tests_per_month: 10,
            created_at: "2026-10-05T10:00:00Z".parse().unwrap(),
        }
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_ends_at_the_merchant_s_midnight() {
        assert_eq!(plan().period(at("2026-11-30T22:59:59Z")), day("2026-11-01"));
        assert_eq!(plan().period(at("2026-11-30T23:00:00Z")), day("2026-12-01"));
        assert_eq!(plan().expires_at(day("2026-11-01")), at("2026-11-30T23:00:00Z"));
        assert_eq!(plan().expires_at(day("2026-06-01")), at("2026-06-30T22:00:00Z"));
        assert_eq!(plan().expires_at(day("2026-12-01")), at("2026-12-31T23:00:00Z"));
    }

    #[test]
    fn only_the_first_month_counts_the_regulars_of_the_moment() {
        assert_eq!(plan().regulars_of(day("2026-09-01")), Regulars::Now);
        assert_eq!(plan().regulars_of(day("2026-10-01")), Regulars::Now);
        assert_eq!(plan().regulars_of(day("2026-11-01")), Regulars::At(at("2026-10-31T23:00:00Z")));
        assert_eq!(plan().regulars_of(day("2026-07-01")), Regulars::Now);
    }
}

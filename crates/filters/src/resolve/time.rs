//! What days, distances and months mean today.

use chrono::{Days, Duration};
use regulars_kernel::{Date, Instant, MerchantCalendar};

use crate::{CalendarUnit, Day, Distance, HalfOpenRange, Moment, Period};

/// The merchant's present day.
pub(super) struct Today {
    calendar: MerchantCalendar,
    date: Date,
    now: Instant,
}

/// The first and the last day that both databases hold, and sort, as they stand.
const EARLIEST: Date = day_of_year(1, 2);
const LATEST: Date = day_of_year(9999, 364);

const fn day_of_year(year: i32, day: u32) -> Date {
    match Date::from_yo_opt(year, day) {
        Some(date) => date,
        None => Date::MIN,
    }
}

/// The nearest day that both databases hold.
fn storable(date: Date) -> Date {
    date.clamp(EARLIEST, LATEST)
}

impl Today {
    /// The day on which `now` falls.
    pub(super) fn new(calendar: MerchantCalendar, now: Instant) -> Self {
        Self { calendar, date: calendar.date_of(now), now }
    }

    /// The date of today.
    pub(super) fn date(&self) -> Date {
        self.date
    }

    /// The present instant.
    pub(super) const fn now(&self) -> Instant {
        self.now
    }

    /// The day that lies so far back.
    pub(super) fn less(&self, distance: Distance) -> Date {
        let count = distance.count;
        let days_before = |days: u64| self.date.checked_sub_days(Days::new(days)).unwrap_or(Date::MIN);
        storable(match distance.unit {
            CalendarUnit::Day => days_before(u64::from(count)),
            CalendarUnit::Week => days_before(u64::from(count) * 7),
            CalendarUnit::Month => MerchantCalendar::months_before(self.date, count),
            CalendarUnit::Year => MerchantCalendar::months_before(self.date, count.saturating_mul(12)),
        })
    }

    /// The date that a filter names.
    pub(super) fn date_of(&self, day: Day) -> Date {
        match day {
            Day::On(date) => storable(date),
            Day::Ago(distance) => self.less(distance),
        }
    }

    /// The day after `date`.
    pub(super) fn next_day(date: Date) -> Date {
        date.succ_opt().unwrap_or(date)
    }

    /// The instant at which the day begins.
    pub(super) fn start_of(&self, date: Date) -> Instant {
        self.calendar.start_of_day(date)
    }

    /// The instant at which the day has ended.
    pub(super) fn end_of(&self, date: Date) -> Instant {
        self.start_of(Self::next_day(date))
    }

    /// The instant at which the day that lies so many days behind today has ended.
    pub(super) fn end_of_day_in(&self, days: u32) -> Instant {
        let day = self.date.checked_add_days(Days::new(u64::from(days)));
        self.end_of(storable(day.unwrap_or(self.date)))
    }

    /// The first instant of the moment.
    pub(super) fn beginning(&self, moment: Moment) -> Instant {
        match moment {
            Moment::At(instant) => instant,
            Moment::Day(day) => self.start_of(self.date_of(day)),
        }
    }

    /// The first instant behind the moment. Instants are kept to the microsecond.
    pub(super) fn ending(&self, moment: Moment) -> Instant {
        match moment {
            Moment::At(instant) => {
                instant.checked_add_signed(Duration::microseconds(1)).unwrap_or(Instant::MAX_UTC)
            }
            Moment::Day(day) => self.end_of(self.date_of(day)),
        }
    }

    /// The instants of a period; all of time without one.
    pub(super) fn period(&self, period: Option<Period>) -> HalfOpenRange<Instant> {
        match period {
            None => HalfOpenRange::unbounded(),
            Some(Period::Last(distance)) => {
                HalfOpenRange { from: Some(self.start_of(self.less(distance))), until: None }
            }
            Some(Period::Month(month)) => self.month(month),
            Some(Period::Days(from, to)) => HalfOpenRange {
                from: from.map(|date| self.start_of(date)),
                until: to.map(|date| self.end_of(date)),
            },
        }
    }

    /// The calendar month that lies so many months after this one.
    pub(super) fn month(&self, months: i32) -> HalfOpenRange<Instant> {
        let this_month = MerchantCalendar::first_of_month(self.date);
        let distance = months.unsigned_abs();
        let first = if months < 0 {
            MerchantCalendar::months_before(this_month, distance)
        } else {
            MerchantCalendar::months_after(this_month, distance)
        };
        let next = MerchantCalendar::months_after(first, 1);
        HalfOpenRange {
            from: Some(self.start_of(storable(first))),
            until: Some(self.start_of(storable(next))),
        }
    }
}

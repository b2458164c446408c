//! Days of the year on which birthdays are looked for, over the turn of the year.

use chrono::{Datelike, Days};
use regulars_kernel::Date;

/// 29 February, as month × 100 + day. Its birthday is on 28 February in common years.
const LEAP_DAY: i64 = 229;

/// The days from one date on, as days of the year: month × 100 + day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BirthdayWindow {
    today: Date,
    last: Date,
}

/// A birthday that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    /// The day on which it is.
    pub date: Date,
    /// How many years of life it completes.
    pub age: i32,
}

impl BirthdayWindow {
    /// The window of `days` days that begins with `today`, which is at least one day and less than a year.
    pub fn of_days(today: Date, days: u16) -> Self {
        let behind = Days::new(u64::from(days.saturating_sub(1)));
        Self { today, last: today.checked_add_days(behind).unwrap_or(Date::MAX) }
    }

    /// The first and the last day of the year of the part up to the end of the year.
    pub fn this_year(&self) -> (i64, i64) {
        let last = if self.last.year() == self.today.year() { last_of(self.last) } else { 1231 };
        (month_day(self.today), last)
    }

    /// The first and the last day of the year of the part behind the turn of the year, if there is one.
    pub fn next_year(&self) -> Option<(i64, i64)> {
        (self.last.year() != self.today.year()).then(|| (101, last_of(self.last)))
    }

    /// The next birthday, today or later, of somebody born on that date.
    pub fn birthday_of(&self, born: Date) -> Option<Birthday> {
        let year = self.today.year();
        let birthdays = [year, year.saturating_add(1)].into_iter().filter_map(|year| birthday_in(born, year));
        let date = birthdays.into_iter().find(|date| *date >= self.today)?;
        Some(Birthday { date, age: date.year() - born.year() })
    }
}

fn month_day(date: Date) -> i64 {
    i64::from(date.month() * 100 + date.day())
}

/// The last day of the year whose birthday is on `date` or before it.
fn last_of(date: Date) -> i64 {
    let day = month_day(date);
    if day == LEAP_DAY - 1 && !date.leap_year() { LEAP_DAY } else { day }
}

fn birthday_in(born: Date, year: i32) -> Option<Date> {
    Date::from_ymd_opt(year, born.month(), born.day()).or_else(|| Date::from_ymd_opt(year, 2, 28))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn window(today: &str) -> BirthdayWindow {
        BirthdayWindow::of_days(date(today), 28)
    }

    #[test]
    fn a_window_goes_over_the_turn_of_the_year() {
        assert_eq!(
            (window("2026-11-21").this_year(), window("2026-11-21").next_year()),
            ((1121, 1218), None)
        );
        let turning = window("2026-12-20");
        assert_eq!((turning.this_year(), turning.next_year()), ((1220, 1231), Some((101, 116))));
    }

    #[test]
    fn the_leap_day_counts_on_the_day_before_it_in_common_years() {
        assert_eq!(window("2026-02-01").this_year(), (201, 229));
        assert_eq!(window("2028-02-01").this_year(), (201, 228));
        assert_eq!(window("2027-02-28").this_year(), (228, 327));
        let born = date("2000-02-29");
        assert_eq!(window("2026-02-10").birthday_of(born).unwrap().date, date("2026-02-28"));
        assert_eq!(window("2028-02-10").birthday_of(born).unwrap().date, date("2028-02-29"));
    }

    #[test]
    fn a_birthday_is_today_or_later() {
        let birthday = window("2026-12-20").birthday_of(date("1990-01-05")).unwrap();
        assert_eq!((birthday.date, birthday.age), (date("2027-01-05"), 37));
        let today = window("2026-11-21").birthday_of(date("1990-11-21")).unwrap();
        assert_eq!((today.date, today.age), (date("2026-11-21"), 36));
    }
}

//! The days on which birthdays are looked for, over the turn of the year.

use chrono::Datelike;
use regulars_filters::{MonthDayRange, anniversary_days};
use regulars_kernel::{BirthDate, Date};

/// The days from one date on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BirthdayWindow {
    today: Date,
    days: u16,
}

/// A birthday that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    /// The day on which it is.
    pub date: Date,
    /// How many years of life it completes, where the year of birth is known.
    pub age: Option<i32>,
}

impl BirthdayWindow {
    /// The window of `days` days that begins with `today`, which is at least one day and less than a year.
    pub const fn of_days(today: Date, days: u16) -> Self {
        Self { today, days }
    }

    /// The first day.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The days of the year whose birthdays fall into the window.
    pub fn days_of_the_year(&self) -> Vec<MonthDayRange> {
        anniversary_days(self.today, 0, i32::from(self.days))
    }

    /// The next birthday, today or later, of somebody born on that date or day.
    pub fn birthday_of(&self, born: BirthDate) -> Option<Birthday> {
        let year = self.today.year();
        let years = [year, year.saturating_add(1)].into_iter();
        let birthdays = years.filter_map(|year| born.day_of_year().in_year(year));
        let date = birthdays.into_iter().find(|date| *date >= self.today)?;
        Some(Birthday { date, age: born.date().map(|born| date.year() - born.year()) })
    }
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

    fn days(today: &str) -> Vec<(u32, u32)> {
        window(today).days_of_the_year().into_iter().map(|range| (range.from, range.to)).collect()
    }

    #[test]
    fn a_window_goes_over_the_turn_of_the_year() {
        assert_eq!(days("2026-11-21"), [(1121, 1218)]);
        assert_eq!(days("2026-12-20"), [(101, 116), (1220, 1231)]);
    }

    #[test]
    fn the_leap_day_counts_on_the_day_before_it_in_common_years() {
        assert_eq!(days("2026-02-01"), [(201, 229)]);
        assert_eq!(days("2028-02-01"), [(201, 228)]);
        assert_eq!(days("2027-02-28"), [(228, 327)]);
        let born = BirthDate::On(date("2000-02-29"));
        assert_eq!(window("2026-02-10").birthday_of(born).unwrap().date, date("2026-02-28"));
        assert_eq!(window("2028-02-10").birthday_of(born).unwrap().date, date("2028-02-29"));
    }

    /// The days of the year are those of the birthdays, whatever the day and the date of birth.
    #[test]
    fn the_days_are_those_on_which_somebody_has_a_birthday() {
        for today in date("2027-12-01").iter_days().take(500) {
            let window = BirthdayWindow::of_days(today, 28);
            let days = window.days_of_the_year();
            for born in date("1996-01-01").iter_days().take(366) {
                let next = window.birthday_of(BirthDate::On(born)).unwrap().date;
                let yearly = BirthDate::without_year(born.month(), born.day()).unwrap();
                assert_eq!(window.birthday_of(yearly), Some(Birthday { date: next, age: None }));
                let day = born.month() * 100 + born.day();
                let found = days.iter().any(|range| (range.from..=range.to).contains(&day));
                assert_eq!(found, (next - today).num_days() < 28, "{born} on {today}");
            }
        }
    }

    #[test]
    fn a_birthday_is_today_or_later() {
        let birthday = window("2026-12-20").birthday_of(BirthDate::On(date("1990-01-05"))).unwrap();
        assert_eq!((birthday.date, birthday.age), (date("2027-01-05"), Some(37)));
        let today = window("2026-11-21").birthday_of(BirthDate::On(date("1990-11-21"))).unwrap();
        assert_eq!((today.date, today.age), (date("2026-11-21"), Some(36)));
    }
}

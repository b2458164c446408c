//! When somebody was born: the date, or where the year is not known the day alone.

use std::fmt;
use std::str::FromStr;

use chrono::Datelike;

use crate::Date;

/// A day of the year, such as a birthday. 29 February is one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

/// When somebody was born.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BirthDate {
    /// On this date.
    On(Date),
    /// On this day of a year that is not known.
    Yearly(DayOfYear),
}

/// The text is no birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a birthday such as --05-17")]
pub struct InvalidDayOfYear;

/// The text is neither a date of birth nor a birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a date such as 1990-05-17, or a birthday such as --05-17")]
pub struct InvalidBirthDate;

impl DayOfYear {
    /// 1 January.
    pub const FIRST: Self = Self { month: 1, day: 1 };

    /// The day, if a leap year has it.
    pub fn new(month: u32, day: u32) -> Option<Self> {
        const LEAP_YEAR: i32 = 2000;
        Date::from_ymd_opt(LEAP_YEAR, month, day).map(|_| Self { month, day })
    }

    /// The day of a date.
    pub fn of(date: Date) -> Self {
        Self { month: date.month(), day: date.day() }
    }

    /// The month, from 1.
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u32 {
        self.day
    }

    /// The day as a number that sorts and compares: month times a hundred plus day.
    pub const fn number(self) -> u32 {
        self.month * 100 + self.day
    }

    /// The day of such a number.
    pub fn of_number(number: u32) -> Option<Self> {
        Self::new(number / 100, number % 100)
    }

    /// The day in that year. That of 29 February is 28 February in common years.
    pub fn in_year(self, year: i32) -> Option<Date> {
        Date::from_ymd_opt(year, self.month, self.day).or_else(|| Date::from_ymd_opt(year, 2, 28))
    }
}

impl BirthDate {
    /// The birthday without a year, if there is such a day.
    pub fn without_year(month: u32, day: u32) -> Option<Self> {
        DayOfYear::new(month, day).map(Self::Yearly)
    }

    /// What a date, and a day as [`DayOfYear::number`] has it, come to. The date decides where there is one.
    pub fn from_stored(date: Option<Date>, number: Option<i64>) -> Option<Self> {
        let yearly = || DayOfYear::of_number(u32::try_from(number?).ok()?).map(Self::Yearly);
        date.map(Self::On).or_else(yearly)
    }

    /// The date, where the year is known.
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Yearly(_) => None,
        }
    }

    /// The birthday.
    pub fn day_of_year(self) -> DayOfYear {
        match self {
            Self::On(date) => DayOfYear::of(date),
            Self::Yearly(day) => day,
        }
    }

    /// The birthday as [`DayOfYear::number`] has it.
    pub fn month_day(self) -> u32 {
        self.day_of_year().number()
    }

    /// Whether both may be the same date: the dates are, or the days, where one of the two has no year.
    pub fn agrees_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::On(one), Self::On(other)) => one == other,
            _ => self.day_of_year() == other.day_of_year(),
        }
    }
}

/// `--MM-DD`, as ISO 8601 before 2004 and vCard (RFC 6350, 4.3.1) write a date without a year.
impl fmt::Display for DayOfYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "--{:02}-{:02}", self.month, self.day)
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(formatter),
            Self::Yearly(day) => day.fmt(formatter),
        }
    }
}

/// Two digits each, and nothing else.
impl FromStr for DayOfYear {
    type Err = InvalidDayOfYear;

    fn from_str(text: &str) -> Result<Self, InvalidDayOfYear> {
        let shaped = is_shaped(text, "--00-00");
        let number = |from: usize| text.get(from..from + 2).and_then(|digits| digits.parse::<u32>().ok());
        let day = if shaped { number(2).zip(number(5)) } else { None };
        day.and_then(|(month, day)| Self::new(month, day)).ok_or(InvalidDayOfYear)
    }
}

/// `YYYY-MM-DD` or `--MM-DD`, and nothing else.
impl FromStr for BirthDate {
    type Err = InvalidBirthDate;

    fn from_str(text: &str) -> Result<Self, InvalidBirthDate> {
        let date = if is_shaped(text, "0000-00-00") { text.parse::<Date>().ok() } else { None };
        let born = date.map(Self::On).or_else(|| text.parse().ok().map(Self::Yearly));
        born.ok_or(InvalidBirthDate)
    }
}

/// Whether the text has digits where `shape` has zeros, and its other characters where they are.
fn is_shaped(text: &str, shape: &str) -> bool {
    let fits = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(text: &str) -> BirthDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_birth_date_is_a_date_or_a_day_and_comes_back_from_its_text() {
        for text in ["1990-05-17", "2000-02-29", "--05-17", "--02-29", "--12-31"] {
            assert_eq!(born(text).to_string(), text);
        }
        for text in [
            "",
            "1990-5-17",
            "1990-02-29",
            "+1990-05-1",
            "1990-05-17T00:00:00Z",
            "17.05.1990",
            "-05-17",
            "--5-17",
            "--05-32",
            "--02-30",
            "--00-10",
            "--+5-17",
            "---5-17",
            "--05-17 ",
            "ččččč",
        ] {
            assert!(text.parse::<BirthDate>().is_err(), "{text:?}");
        }
        assert!("1990-05-17".parse::<DayOfYear>().is_err());
    }

    #[test]
    fn what_is_stored_comes_back() {
        for text in ["1990-05-17", "--05-17", "--02-29"] {
            let known = born(text);
            assert_eq!(BirthDate::from_stored(known.date(), Some(known.month_day().into())), Some(known));
        }
        // A row of before there was a column of days.
        assert_eq!(BirthDate::from_stored(born("1990-05-17").date(), None), Some(born("1990-05-17")));
        for number in [None, Some(0), Some(-229), Some(230), Some(1_301), Some(i64::MAX)] {
            assert_eq!(BirthDate::from_stored(None, number), None, "{number:?}");
        }
    }

    #[test]
    fn a_date_and_a_day_agree_where_they_may_be_the_same() {
        for (one, other, agree) in [
            ("1990-05-17", "1990-05-17", true),
            ("1990-05-17", "1991-05-17", false),
            ("1990-05-17", "--05-17", true),
            ("--05-17", "--05-17", true),
            ("--05-17", "1990-05-18", false),
        ] {
            assert_eq!(born(one).agrees_with(born(other)), agree, "{one} {other}");
            assert_eq!(born(other).agrees_with(born(one)), agree, "{other} {one}");
        }
    }

    #[test]
    fn the_leap_day_is_the_last_of_february_in_common_years() {
        let leap: DayOfYear = "--02-29".parse().unwrap();
        assert_eq!(leap.in_year(2028).unwrap().to_string(), "2028-02-29");
        assert_eq!(leap.in_year(2027).unwrap().to_string(), "2027-02-28");
    }
}

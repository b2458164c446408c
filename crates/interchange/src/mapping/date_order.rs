//! Dates as people write them.

use regulars_kernel::{BirthDate, Date, named};

named! {
    /// Which number of a date comes first, where it is not the year.
    DateOrder {
        /// 17.05.1990, 17/05/1990
        DayFirst = "day_first",
        /// 05/17/1990
        MonthFirst = "month_first",
    }
}

/// Which orders the dates of a column can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSigns {
    day_first: bool,
    month_first: bool,
}

impl Default for DateSigns {
    fn default() -> Self {
        Self { day_first: true, month_first: true }
    }
}

impl DateSigns {
    /// Looks at a value. What is no date in either order says nothing.
    pub fn see(&mut self, text: &str) {
        let day = strictly(text, DateOrder::DayFirst).is_some();
        let month = strictly(text, DateOrder::MonthFirst).is_some();
        if day || month {
            self.day_first &= day;
            self.month_first &= month;
        }
    }

    /// The order that fits every date; where both do, the day first, as everywhere but in America.
    pub const fn order(self) -> DateOrder {
        if self.month_first && !self.day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }
}

/// Reads a date: three numbers with points, strokes or slashes between them, the year with four digits. A time that
/// follows is left out.
pub fn read_date(text: &str, order: DateOrder) -> Option<Date> {
    let text = text.trim();
    let text = match text
        .find('T')
        .or_else(|| text.find(" 0"))
        .or_else(|| text.find(" 1"))
        .or_else(|| text.find(" 2"))
    {
        Some(end) if text[end..].contains(':') => &text[..end],
        _ => text,
    };
    let parts: Vec<&str> = text.trim_end_matches('.').split(['.', '-', '/']).map(str::trim).collect();
    let [first, second, third] = parts[..] else { return None };
    let number = |part: &str, longest: usize| {
        let fits = (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse::<u32>().ok() } else { None }
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        match order {
            DateOrder::DayFirst => (third, second, first),
            DateOrder::MonthFirst => (third, first, second),
        }
    };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok()?;
    Date::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

/// Years that programs write where they know none: zero, and what address books of Apple have.
const NO_YEARS: [&str; 2] = ["0000", "1604"];

/// Reads a date of birth as [`read_date`] does, or a birthday without a year: `--05-17`, `17.05.`, `17/5`. `0000-05-17` has no year
/// either. `05-17` is the end of a date that begins with the year, where it is no day in the order of the column.
pub fn read_birth_date(text: &str, order: DateOrder) -> Option<BirthDate> {
    let end_of_date = || text.trim().split_once('-').and_then(|(month, day)| yearly(month, day));
    strictly(text, order).or_else(end_of_date)
}

fn strictly(text: &str, order: DateOrder) -> Option<BirthDate> {
    let text = text.trim();
    if let Ok(born) = text.parse::<BirthDate>()
        && born.date().is_none()
    {
        return Some(born);
    }
    let parts: Vec<&str> = text.trim_end_matches('.').split(['.', '-', '/']).map(str::trim).collect();
    let (month, day) = match parts[..] {
        [year, month, day] if NO_YEARS.contains(&year) => (month, day),
        [first, second, year] if NO_YEARS.contains(&year) => in_order(first, second, order),
        [first, second] => in_order(first, second, order),
        _ => return read_date(text, order).map(BirthDate::On),
    };
    yearly(month, day)
}

fn yearly(month: &str, day: &str) -> Option<BirthDate> {
    let number = |part: &str| {
        let fits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse::<u32>().ok() } else { None }
    };
    BirthDate::without_year(number(month)?, number(day)?)
}

const fn in_order<'a>(first: &'a str, second: &'a str, order: DateOrder) -> (&'a str, &'a str) {
    match order {
        DateOrder::DayFirst => (second, first),
        DateOrder::MonthFirst => (first, second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_first(text: &str) -> Option<String> {
        read_date(text, DateOrder::DayFirst).map(|date| date.to_string())
    }

    #[test]
    fn dates_of_many_hands_are_read() {
        for text in [
            "1990-05-17",
            "17.05.1990",
            "17.5.1990.",
            "17. 5. 1990.",
            "17/05/1990",
            "17-05-1990",
            "1990/05/17",
            "1990.05.17",
            "1990-05-17 00:00:00",
            "1990-05-17T10:00:00Z",
        ] {
            assert_eq!(day_first(text).as_deref(), Some("1990-05-17"), "{text}");
        }
        for text in ["", "17.05.90", "31.02.1990", "1990", "05/17", "17.05.1990.1", "+1.05.1990", "а.б.1990"]
        {
            assert_eq!(day_first(text), None, "{text}");
        }
    }

    #[test]
    fn a_birthday_may_have_no_year() {
        let read = |text: &str, order| read_birth_date(text, order).map(|born| born.to_string());
        for text in [
            "--05-17",
            "17.05.",
            "17.5",
            " 17. 5. ",
            "17/05",
            "17-5",
            "0000-05-17",
            "17.05.0000.",
            "1604-05-17",
        ] {
            assert_eq!(read(text, DateOrder::DayFirst).as_deref(), Some("--05-17"), "{text}");
        }
        assert_eq!(read("05/17", DateOrder::MonthFirst).as_deref(), Some("--05-17"));
        assert_eq!(read("12-24", DateOrder::DayFirst).as_deref(), Some("--12-24"));
        assert_eq!(read("29.2.", DateOrder::DayFirst).as_deref(), Some("--02-29"));
        assert_eq!(read("17.05.1990", DateOrder::DayFirst).as_deref(), Some("1990-05-17"));
        for text in ["", "17", "30.02.", "17.13.", "05.1990", "0000-00-00", "--", "a.b", "+1.5", "1.2.3.4"] {
            assert_eq!(read(text, DateOrder::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn one_date_that_fits_one_order_only_decides_for_the_column() {
        let order = |texts: &[&str]| {
            let mut signs = DateSigns::default();
            texts.iter().for_each(|text| signs.see(text));
            signs.order()
        };
        assert_eq!(order(&["03/04/1990", "05/17/1990"]), DateOrder::MonthFirst);
        assert_eq!(order(&["03/04/1990", "17/05/1990"]), DateOrder::DayFirst);
        assert_eq!(order(&["03/04/1990"]), DateOrder::DayFirst);
        assert_eq!(order(&["05/17/1990", "17/05/1990"]), DateOrder::DayFirst);
        assert_eq!(order(&["unknown"]), DateOrder::DayFirst);
    }
}

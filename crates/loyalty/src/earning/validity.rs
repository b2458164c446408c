//! When a rule holds.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime, NaiveTime};
use regulars_kernel::Date;

/// Hours of a day on the merchant's wall: from the one, to before the other. Over midnight where the first is the later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// From then on.
    pub from: NaiveTime,
    /// To before then.
    pub to: NaiveTime,
}

/// When a rule holds: at the instant as of which a receipt counts, on the merchant's wall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// From that day on.
    pub from: Option<Date>,
    /// To that day and with it.
    pub to: Option<Date>,
    /// On these days of the week, from 1 for Monday to 7 for Sunday; on all where there are none.
    pub weekdays: BTreeSet<u8>,
    /// In these hours; in all where there are none.
    pub hours: Vec<Hours>,
}

impl Validity {
    /// The most spans of hours.
    pub const MOST_HOURS: usize = 10;
    /// The years in which its days lie.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

    /// Whether it holds at that time.
    pub fn holds_at(&self, at: NaiveDateTime) -> bool {
        let (day, time) = (at.date(), at.time());
        let weekday = u8::try_from(at.weekday().number_from_monday()).unwrap_or_default();
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && (self.weekdays.is_empty() || self.weekdays.contains(&weekday))
            && (self.hours.is_empty() || self.hours.iter().any(|hours| hours.hold_at(time)))
    }
}

impl Hours {
    fn hold_at(self, time: NaiveTime) -> bool {
        if self.from < self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_may_go_over_midnight_and_weekdays_count_from_monday() {
        let time = |text: &str| text.parse::<NaiveTime>().unwrap();
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let night = Hours { from: time("22:00:00"), to: time("06:00:00") };
        let validity = Validity {
            from: Some("2026-11-01".parse().unwrap()),
            to: Some("2026-11-30".parse().unwrap()),
            weekdays: BTreeSet::from([1]),
            hours: vec![night],
        };
        assert!(validity.holds_at(at("2026-11-30T23:00:00")), "a Monday night");
        assert!(validity.holds_at(at("2026-11-30T05:59:59")));
        assert!(!validity.holds_at(at("2026-11-30T06:00:00")));
        assert!(!validity.holds_at(at("2026-11-29T23:00:00")), "a Sunday");
        assert!(!validity.holds_at(at("2026-12-07T23:00:00")), "too late");
        assert!(Validity::default().holds_at(at("2026-12-07T23:00:00")));
    }
}

//! Windows of anniversaries as days of the year.

use std::collections::BTreeSet;

use chrono::{Datelike, Duration};
use regulars_kernel::Date;

use super::time::Today;
use crate::{AnniversaryCondition, DateField, MonthDayRange, ResolvedFilter};

/// 29 February, as month × 100 + day.
const LEAP_DAY: u32 = 229;

/// The days of the year whose anniversaries fall into the window.
pub(super) fn resolve(condition: AnniversaryCondition, today: &Today) -> ResolvedFilter {
    let AnniversaryCondition { of, from_days, to_days } = condition;
    match of {
        DateField::BirthDate => ResolvedFilter::MonthDay(anniversary_days(today.date(), from_days, to_days)),
        // No anniversary is taken of it.
        DateField::NextPurchaseExpectedAt => ResolvedFilter::everybody().negated(),
    }
}

/// The days of the year whose anniversaries fall on a day from so many days after today, and before so many days after it.
/// That of 29 February falls on 28 February in common years. This is the one rule for birthdays.
pub fn anniversary_days(today: Date, from_days: i32, to_days: i32) -> Vec<MonthDayRange> {
    let farthest = AnniversaryCondition::FARTHEST;
    let mut days = BTreeSet::new();
    for distance in from_days.max(-farthest)..to_days.min(farthest) {
        if let Some(date) = today.checked_add_signed(Duration::days(i64::from(distance))) {
            days.insert(month_day(date));
            if month_day(date) == LEAP_DAY - 1 && !date.leap_year() {
                days.insert(LEAP_DAY);
            }
        }
    }
    ranges(&days)
}

fn month_day(date: Date) -> u32 {
    date.month() * 100 + date.day()
}

/// The days as ranges, where days that follow each other in a leap year are one range.
fn ranges(days: &BTreeSet<u32>) -> Vec<MonthDayRange> {
    let mut ranges: Vec<MonthDayRange> = Vec::new();
    for day in days {
        match ranges.last_mut() {
            Some(range) if following(range.to) == Some(*day) => range.to = *day,
            _ => ranges.push(MonthDayRange { from: *day, to: *day }),
        }
    }
    ranges
}

/// The day that follows in a leap year.
fn following(day: u32) -> Option<u32> {
    let date = Date::from_ymd_opt(2000, day / 100, day % 100)?.succ_opt()?;
    (date.year() == 2000).then(|| month_day(date))
}

//! Windows of anniversaries as days of the year.

use std::collections::BTreeSet;

use chrono::{Datelike, Duration};
use regulars_kernel::Date;

use super::time::Today;
use crate::{AnniversaryCondition, MonthDayRange, ResolvedFilter};

/// 29 February, as month × 100 + day.
const LEAP_DAY: u32 = 229;

/// The days of the year whose anniversaries fall into the window.
pub(super) fn resolve(condition: AnniversaryCondition, today: &Today) -> ResolvedFilter {
    let farthest = AnniversaryCondition::FARTHEST;
    let mut days = BTreeSet::new();
    for distance in condition.from_days.max(-farthest)..condition.to_days.min(farthest) {
        if let Some(date) = today.date().checked_add_signed(Duration::days(i64::from(distance))) {
            days.insert(month_day(date));
            if month_day(date) == LEAP_DAY - 1 && !date.leap_year() {
                days.insert(LEAP_DAY);
            }
        }
    }
    ResolvedFilter::MonthDay(condition.of, ranges(&days))
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

//! Comparisons of dates.

use regulars_filters::{DateField, HalfOpenRange, MonthDayRange};
use regulars_kernel::Date;

use super::Compiler;
use crate::wall::{Condition, values};

/// The first and the last date that both databases hold and sort. No stored date lies outside.
const EARLIEST: Date = match Date::from_ymd_opt(1, 1, 1) {
    Some(date) => date,
    None => Date::MIN,
};
const LATEST: Date = match Date::from_ymd_opt(9999, 12, 31) {
    Some(date) => date,
    None => Date::MAX,
};

impl Compiler {
    pub(super) fn date(&mut self, field: DateField, wanted: HalfOpenRange<Date>) -> Condition {
        self.uses_totals |= field == DateField::NextPurchaseExpectedAt;
        range(field, wanted)
    }
}

fn range(field: DateField, range: HalfOpenRange<Date>) -> Condition {
    let column = match field {
        DateField::BirthDate => "c.birth_date",
        DateField::NextPurchaseExpectedAt => "t.next_purchase_on",
    };
    let HalfOpenRange { from, until } = range;
    let storable = |date: Date| date.clamp(EARLIEST, LATEST);
    match (from.map(storable), until.map(storable)) {
        (None, None) => Condition::new(&[column, " IS NOT NULL"], Vec::new()).never_unknown(),
        (Some(from), None) => Condition::new(&[column, " >= ?"], values![from]),
        (None, Some(until)) => Condition::new(&[column, " < ?"], values![until]),
        (Some(from), Some(until)) => {
            Condition::new(&[column, " >= ? AND ", column, " < ?"], values![from, until])
        }
    }
}

pub(super) fn birthdays(ranges: &[MonthDayRange]) -> Condition {
    let in_range = |range: &MonthDayRange| {
        let MonthDayRange { from, to } = *range;
        Condition::new(&["c.birth_month_day BETWEEN ? AND ?"], values![i64::from(from), i64::from(to)])
    };
    Condition::any(ranges.iter().map(in_range).collect())
}

//! How much a rule gives at most to all customers together.

use chrono::{Datelike, Days};
use regulars_kernel::{Date, EarningRuleId, Instant, named};

named! {
    /// Over what time a budget counts, in the merchant's zone.
    BudgetPeriod {
        /// The day of the receipt.
        Day = "day",
        /// The week of the receipt, from Monday.
        Week = "week",
        /// Its month.
        Month = "month",
        /// Its year.
        Year = "year",
        /// For ever.
        Ever = "ever",
    }
}

impl BudgetPeriod {
    /// The first day of the period in which a day is; that of ever is 1970-01-01.
    pub fn begins_on(self, day: Date) -> Date {
        let first = match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
            Self::Month => day.with_day(1),
            Self::Year => day.with_ordinal(1),
            Self::Ever => Some(Date::default()),
        };
        first.unwrap_or(day)
    }
}

/// The most points that a rule gives to all customers together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleBudget {
    /// Points, in the smallest part of their type.
    pub points: i64,
    /// Over what time.
    pub per: BudgetPeriod,
    /// Since when it counts: what the rule gave before is no part of it.
    pub since: Instant,
}

/// What is counted of a budget in one of its periods, net of what refunds took back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetCount {
    /// The rule.
    pub rule: EarningRuleId,
    /// Since when its budget counts.
    pub since: Instant,
    /// The first day of the period.
    pub begins_on: Date,
    /// So many points more, in the smallest part.
    pub points: i64,
}

impl RuleBudget {
    /// So many points of a rule, for what was bought on that day.
    pub fn count(&self, rule: EarningRuleId, day: Date, points: i64) -> BudgetCount {
        BudgetCount { rule, since: self.since, begins_on: self.per.begins_on(day), points }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_on_its_first_day() {
        let day: Date = "2027-01-02".parse().unwrap();
        for (per, first) in [
            (BudgetPeriod::Day, "2027-01-02"),
            (BudgetPeriod::Week, "2026-12-28"),
            (BudgetPeriod::Month, "2027-01-01"),
            (BudgetPeriod::Year, "2027-01-01"),
            (BudgetPeriod::Ever, "1970-01-01"),
        ] {
            assert_eq!(per.begins_on(day).to_string(), first, "{per}");
        }
    }
}

//! Ages as ranges of birth dates.

use regulars_kernel::{Date, MerchantCalendar};

use super::time::Today;
use crate::{HalfOpenRange, NumberComparison};

/// The birth dates of those whose age stands in the relation today.
pub(super) fn birth_dates(comparison: NumberComparison, today: &Today) -> HalfOpenRange<Date> {
    match comparison {
        NumberComparison::Equal(age) => between(age, age, today),
        NumberComparison::Between(from, to) => between(from, to, today),
        NumberComparison::GreaterOrEqual(age) => HalfOpenRange { from: None, until: born_before(age, today) },
        NumberComparison::Greater(age) => HalfOpenRange { from: None, until: born_before(next(age), today) },
        NumberComparison::Less(age) => HalfOpenRange { from: born_before(age, today), until: None },
        NumberComparison::LessOrEqual(age) => {
            HalfOpenRange { from: born_before(next(age), today), until: None }
        }
    }
}

fn between(from: i64, to: i64, today: &Today) -> HalfOpenRange<Date> {
    HalfOpenRange { from: born_before(next(to), today), until: born_before(from, today) }
}

fn next(age: i64) -> i64 {
    age.saturating_add(1)
}

/// The first birth date of those who have not completed `age` years yet.
fn born_before(age: i64, today: &Today) -> Option<Date> {
    let months = u32::try_from(age).unwrap_or(0).min(9_000).saturating_mul(12);
    let same_day = MerchantCalendar::months_before(today.date(), months);
    let first_too_young = Today::next_day(same_day);
    // On 28 February of a common year those born on 29 February complete a year as well.
    let completes_today_too = MerchantCalendar::months_after(first_too_young, months) <= today.date();
    Some(if completes_today_too { Today::next_day(first_too_young) } else { first_too_young })
}

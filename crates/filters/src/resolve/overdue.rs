//! Days by which a purchase is overdue as ranges of the day on which it is expected.

use chrono::Days;
use regulars_kernel::Date;

use super::time::Today;
use crate::{DateField, HalfOpenRange, NumberComparison, ResolvedFilter};

/// Further back than any day that is stored.
const LONGEST: i64 = 4_000_000;

/// Those whose next purchase is overdue by so many days today, where what is not due yet is overdue by none.
pub(super) fn overdue(comparison: NumberComparison, today: &Today) -> ResolvedFilter {
    let (least, most) = match comparison {
        NumberComparison::Equal(days) => (days, Some(days)),
        NumberComparison::Greater(days) => (days.saturating_add(1), None),
        NumberComparison::GreaterOrEqual(days) => (days, None),
        NumberComparison::Less(days) => (0, Some(days.saturating_sub(1))),
        NumberComparison::LessOrEqual(days) => (0, Some(days)),
        NumberComparison::Between(from, to) => (from, Some(to)),
    };
    if most.is_some_and(|most| most < 0 || most < least) {
        return ResolvedFilter::nobody();
    }
    let range = HalfOpenRange {
        from: most.map(|most| before(today, most)),
        until: (least > 0).then(|| Today::next_day(before(today, least))),
    };
    ResolvedFilter::Date(DateField::NextPurchaseExpectedAt, range)
}

fn before(today: &Today, days: i64) -> Date {
    let days = u64::try_from(days.clamp(0, LONGEST)).unwrap_or_default();
    today.date().checked_sub_days(Days::new(days)).unwrap_or(Date::MIN)
}

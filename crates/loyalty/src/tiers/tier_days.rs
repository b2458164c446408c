//! What counts for tiers on each day.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{CustomerId, Date, Instant, MerchantCalendar, ProgrammeId, PurchaseId, StoreId};

use super::period::DaySpan;
use super::scheme::TierBasis;

/// What counts on each day, in the unit of the basis. Days on which nothing does are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierDays(BTreeMap<Date, i64>);

impl TierDays {
    /// Adds to a day.
    pub fn add(&mut self, day: Date, amount: i64) {
        let sum = self.0.entry(day).or_default();
        *sum = sum.saturating_add(amount);
    }

    /// What counts over a span.
    pub fn sum(&self, span: DaySpan) -> i64 {
        if span.from >= span.behind {
            return 0;
        }
        self.0.range(span.from..span.behind).fold(0, |sum, (_, amount)| amount.saturating_add(sum))
    }

    /// What counts up to the day before that one, from the beginning on.
    pub fn sum_before(&self, behind: Date) -> i64 {
        self.0.range(..behind).fold(0, |sum, (_, amount)| amount.saturating_add(sum))
    }

    /// The days of a span on which something counts.
    pub(super) fn days_in(&self, span: DaySpan) -> impl Iterator<Item = Date> + '_ {
        let is_some = span.from < span.behind;
        let range = if is_some { span.from..span.behind } else { span.from..span.from };
        self.0.range(range).map(|(day, _)| *day)
    }
}

/// What is asked of a store: what counts for whom since when. Of a balance it is what changed on each day, and on the day before the
/// first one what was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierDaysQuery {
    /// The programme.
    pub programme: ProgrammeId,
    /// What is counted.
    pub basis: TierBasis,
    /// In which stores; everywhere where there are none.
    pub stores: BTreeSet<StoreId>,
    /// For whom.
    pub customers: Vec<CustomerId>,
    /// From which day on.
    pub from: Date,
    /// The purchase that is being recorded: without it is told how it was before.
    pub recording: Option<PurchaseId>,
    /// The merchant's.
    pub calendar: MerchantCalendar,
    /// When it is asked: what has expired by then is not there, whether or not that is written.
    pub now: Instant,
}

/// What counts for a customer on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierDay {
    /// The customer.
    pub customer: CustomerId,
    /// The day.
    pub day: Date,
    /// What counts, but for the purchase that is being recorded.
    pub before: i64,
    /// What counts with it.
    pub amount: i64,
}

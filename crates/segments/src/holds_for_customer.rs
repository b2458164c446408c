//! Whether a customer is in certain segments.

use std::collections::BTreeSet;

use regulars_filters::{Filter, ResolvedFilter};
use regulars_kernel::{CustomerId, Instant, MerchantCalendar, SegmentId};

use crate::resolve_filter::{KnownToFilter, ResolveFilterError, resolve_filter};
use crate::{AudienceReads, SegmentReads};

/// Where segments are kept and filters are evaluated.
pub trait SegmentHoldReads: SegmentReads + AudienceReads {}

impl<Store: SegmentReads + AudienceReads> SegmentHoldReads for Store {}

/// How many filters one statement asks about.
const AT_ONCE: usize = 100;

/// Whether each of these filters, which were checked when they were stored, holds for the customer at this moment. What they refer
/// to is looked up for all of them at once, and whether they hold is one statement for every hundred.
pub async fn filters_that_hold(
    store: &mut dyn SegmentHoldReads,
    filters: &[&Filter],
    customer: CustomerId,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<bool>, ResolveFilterError> {
    if filters.is_empty() {
        return Ok(Vec::new());
    }
    let together = Filter::All(filters.iter().map(|filter| (*filter).clone()).collect());
    let known = KnownToFilter::load_for_one(store, &together).await?;
    let Filter::All(bound) = &known.bound else { return Ok(vec![false; filters.len()]) };
    let resolved = bound.iter().map(|filter| known.resolve(filter, calendar, now));
    let resolved = resolved.collect::<Result<Vec<ResolvedFilter>, _>>()?;
    let mut answers = Vec::with_capacity(filters.len());
    for some in resolved.chunks(AT_ONCE) {
        let answered = store.conditions_of_customer(some, customer).await?;
        answers.extend(answered.unwrap_or_else(|| vec![false; some.len()]));
    }
    Ok(answers)
}

/// Those of the merchant's own segments, as far as they exist, that the customer is in at this moment. Nobody else is looked at: whether they hold
/// is one statement.
pub async fn segments_that_hold(
    store: &mut dyn SegmentHoldReads,
    segments: &BTreeSet<SegmentId>,
    customer: CustomerId,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<BTreeSet<SegmentId>, ResolveFilterError> {
    let (mut there, mut resolved) = (Vec::new(), Vec::new());
    for (id, filter) in store.filters_of_segments(segments).await? {
        resolved.push(resolve_filter(store, &filter, calendar, now).await?);
        there.push(id);
    }
    if there.is_empty() {
        return Ok(BTreeSet::new());
    }
    let answers = store.conditions_of_customer(&resolved, customer).await?.unwrap_or_default();
    let held = there.into_iter().zip(answers).filter(|(_, holds)| *holds);
    Ok(held.map(|(id, _)| id).collect())
}

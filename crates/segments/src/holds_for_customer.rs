//! Whether a customer is in certain segments.

use std::collections::BTreeSet;

use regulars_kernel::{CustomerId, Instant, MerchantCalendar, SegmentId};

use crate::resolve_filter::{ResolveFilterError, resolve_filter};
use crate::{AudienceReads, SegmentReads};

/// Where segments are kept and filters are evaluated.
pub trait SegmentHoldReads: SegmentReads + AudienceReads {}

impl<Store: SegmentReads + AudienceReads> SegmentHoldReads for Store {}

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

//! Keeps the segments that prices are for.

use std::collections::BTreeSet;

use regulars_kernel::{SegmentId, StoreError};
use regulars_loyalty::RewardPrice;
use regulars_segments::SegmentStore;

/// The place of the first of these prices that is for a segment that the merchant does not have. None where there is none such: then
/// nobody deletes any of the segments until this transaction ends.
pub async fn price_for_unknown_segment(
    store: &mut dyn SegmentStore,
    prices: &[RewardPrice],
) -> Result<Option<usize>, StoreError> {
    let named: BTreeSet<SegmentId> = prices.iter().filter_map(|price| price.segment).collect();
    if named.is_empty() {
        return Ok(None);
    }
    store.lock_segments().await?;
    let found = store.filters_of_segments(&named).await?;
    let is_unknown = |price: &RewardPrice| price.segment.is_some_and(|segment| !found.contains_key(&segment));
    Ok(prices.iter().position(is_unknown))
}

//! Changes a segment.

use std::collections::{BTreeMap, BTreeSet};

use regulars_filters::{Filter, FilterError, SegmentReference};
use regulars_kernel::{Environment, SegmentId, StoreError, UsedBy};
use regulars_segments::{Segment, SegmentPatch, UpdateSegmentError, check_whole, update_segment};

use super::usage::{DeletionStore, filters_in_use};

/// Why a segment was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeSegmentError {
    /// It cannot be changed so by itself, or beside other segments.
    #[error(transparent)]
    Segment(#[from] UpdateSegmentError),
    /// What refers to it would be too large, or cost too much.
    #[error("{} {} refers to this segment, and {error}", .user.kind.name(), .user.id)]
    Referring {
        /// What that is.
        user: UsedBy,
        /// What would be wrong with it.
        error: FilterError,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a segment of the merchant's own, as long as nothing that refers to it, be it by way of other segments, grows too large with it:
/// other segments, newsletters, views, earning rules, and accruals to come.
pub async fn change_segment(
    store: &mut dyn DeletionStore,
    environment: &Environment,
    segment: SegmentReference,
    patch: SegmentPatch,
) -> Result<Segment, ChangeSegmentError> {
    let has_filter = patch.filter.is_some();
    let changed = update_segment(store, environment, segment, patch).await?;
    if let SegmentReference::Stored(id) = segment
        && has_filter
    {
        check_users(store, id).await?;
    }
    Ok(changed)
}

async fn check_users(store: &mut dyn DeletionStore, id: SegmentId) -> Result<(), ChangeSegmentError> {
    let segments = store.filters_of_all_segments().await?;
    let leading = leading_to(id, &segments);
    for (user, filter) in filters_in_use(store).await? {
        if !filter.stored_segments().is_disjoint(&leading) {
            check_whole(&filter, &segments).map_err(|error| ChangeSegmentError::Referring { user, error })?;
        }
    }
    Ok(())
}

/// The segment, and those that refer to it by way of others.
fn leading_to(id: SegmentId, segments: &BTreeMap<SegmentId, Filter>) -> BTreeSet<SegmentId> {
    let mut leading = BTreeSet::from([id]);
    loop {
        let refers = |filter: &Filter| !filter.stored_segments().is_disjoint(&leading);
        let found: Vec<SegmentId> = segments
            .iter()
            .filter(|(segment, filter)| !leading.contains(*segment) && refers(filter))
            .map(|(segment, _)| *segment)
            .collect();
        if found.is_empty() {
            return leading;
        }
        leading.extend(found);
    }
}

//! Whether a filter can be stored: what it refers to exists, and nothing refers to itself.

use std::collections::BTreeMap;

use regulars_filters::{Filter, FilterError, inline_segments};
use regulars_kernel::{SegmentId, StoreError};

use crate::SegmentReads;
use crate::bind_attributes::{BindAttributesError, bind_attributes};
use crate::bind_tags::{BindTagsError, bind_tags};
use crate::built_in_id::built_in_of;
use crate::check_assignees::check_assignees;
use crate::check_programmes::check_programmes;
use crate::check_redeemed::check_redeemed;
use crate::check_rfm_classes::check_rfm_classes;
use crate::reacted::{check_reactions, reacted_newsletters};

/// Why a filter cannot be stored.
#[derive(Debug, thiserror::Error)]
pub enum CheckFilterError {
    /// The filter refers to what does not exist or to itself, or grows too large with what it refers to.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// Another segment refers to this one and would grow too large.
    #[error("segment {segment} refers to this one, and {error}")]
    Referring {
        /// The other segment.
        segment: SegmentId,
        /// What would be wrong with it.
        error: FilterError,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<BindTagsError> for CheckFilterError {
    fn from(error: BindTagsError) -> Self {
        match error {
            BindTagsError::UnknownTag(error) => Self::Filter(error),
            BindTagsError::Store(error) => Self::Store(error),
        }
    }
}

impl From<BindAttributesError> for CheckFilterError {
    fn from(error: BindAttributesError) -> Self {
        match error {
            BindAttributesError::Filter(error) => Self::Filter(error),
            BindAttributesError::Store(error) => Self::Store(error),
        }
    }
}

/// Checks the filter that the segment `id` is about to get, and gives its tags and attributes their ids. Call it behind
/// [`SegmentStore::lock_segments`].
pub(crate) async fn check_filter(
    store: &mut dyn SegmentReads,
    id: SegmentId,
    filter: &mut Filter,
) -> Result<(), CheckFilterError> {
    bind_tags(store, filter).await?;
    bind_attributes(store, filter).await?;
    let mut filters = store.filters_of_all_segments().await?;
    filters.insert(id, filter.clone());
    let find = |id| find(&filters, id);
    inline_segments(filter, &find)?.check_cost()?;
    check_rfm_classes(store, filter).await??;
    check_assignees(store, filter).await??;
    check_programmes(store, filter).await??;
    check_redeemed(store, filter).await??;
    check_reactions(filter, &reacted_newsletters(store, std::iter::once(&*filter)).await?)?;
    for (segment, filter) in &filters {
        let refuse = |error| CheckFilterError::Referring { segment: *segment, error };
        let inlined = inline_segments(filter, &find).map_err(refuse)?;
        if filter.stored_segments().contains(&id) {
            inlined.check_cost().map_err(refuse)?;
        }
    }
    Ok(())
}

/// Checks a filter that a view or a rule is about to get, and gives its tags and attributes their ids. Call it behind
/// [`SegmentStore::lock_segments`](crate::SegmentStore::lock_segments).
pub async fn check_kept_filter(
    store: &mut dyn SegmentReads,
    filter: &mut Filter,
) -> Result<(), CheckFilterError> {
    bind_tags(store, filter).await?;
    bind_attributes(store, filter).await?;
    let filters = store.filters_of_all_segments().await?;
    check_whole(filter, &filters)?;
    check_assignees(store, filter).await??;
    check_programmes(store, filter).await??;
    check_redeemed(store, filter).await??;
    check_reactions(filter, &reacted_newsletters(store, std::iter::once(&*filter)).await?)?;
    Ok(())
}

/// Refuses a filter that is too large or costs too much together with the segments that it refers to, of which these are the filters.
pub fn check_whole(filter: &Filter, segments: &BTreeMap<SegmentId, Filter>) -> Result<(), FilterError> {
    inline_segments(filter, &|id| find(segments, id))?.check_cost()
}

/// The filter of a segment, be it stored or built in.
pub(crate) fn find(filters: &BTreeMap<SegmentId, Filter>, id: SegmentId) -> Option<Filter> {
    match built_in_of(id) {
        Some(group) => Some(group.filter()),
        None => filters.get(&id).cloned(),
    }
}

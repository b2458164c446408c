//! Removes a segment.

use regulars_filters::SegmentReference;
use regulars_kernel::{SegmentId, StoreError};

use crate::SegmentStore;

/// Why a segment was not removed.
#[derive(Debug, thiserror::Error)]
pub enum DeleteSegmentError {
    /// The merchant has no such segment.
    #[error("there is no such segment")]
    NotFound,
    /// Built-in groups cannot be removed.
    #[error("a built-in target group cannot be removed")]
    BuiltIn,
    /// Other segments refer to it.
    #[error("{} other segments refer to it", .0.len())]
    ReferredTo(Vec<SegmentId>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Removes a segment of the merchant's own that no other segment refers to.
pub async fn delete_segment(
    store: &mut dyn SegmentStore,
    segment: SegmentReference,
) -> Result<(), DeleteSegmentError> {
    let SegmentReference::Stored(id) = segment else {
        return Err(DeleteSegmentError::BuiltIn);
    };
    store.lock_segments().await?;
    let filters = store.filters_of_all_segments().await?;
    let referring: Vec<SegmentId> = filters
        .into_iter()
        .filter(|(_, filter)| filter.stored_segments().contains(&id))
        .map(|(referring, _)| referring)
        .collect();
    if !referring.is_empty() {
        return Err(DeleteSegmentError::ReferredTo(referring));
    }
    if store.delete_segment(id).await? { Ok(()) } else { Err(DeleteSegmentError::NotFound) }
}

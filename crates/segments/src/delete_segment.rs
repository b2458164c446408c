//! Removes a segment.

use regulars_audit::AuditNote;
use regulars_filters::SegmentReference;
use regulars_kernel::{Environment, SegmentId, StoreError};

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
    environment: &Environment,
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
    let before = store.find_segment(id).await?.ok_or(DeleteSegmentError::NotFound)?;
    if !store.delete_segment(id).await? {
        return Err(DeleteSegmentError::NotFound);
    }
    Ok(store.note(environment, AuditNote::deleted(&before)).await?)
}

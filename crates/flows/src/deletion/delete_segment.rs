//! Deletes a segment.

use regulars_filters::SegmentReference;
use regulars_kernel::{Environment, StoreError, UsedBy};
use regulars_segments::{DeleteSegmentError, delete_segment};

use super::usage::{DeletionStore, users_of_segment};

/// Why a segment was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteUnusedSegmentError {
    /// Other segments refer to it, or newsletters or campaigns of coupons are meant for it.
    #[error("the segment is used")]
    InUse(Vec<UsedBy>),
    /// It is built in, or there is none.
    #[error(transparent)]
    Segment(#[from] DeleteSegmentError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a segment of the merchant's own that no other segment refers to and that no newsletter and no campaign is meant for.
pub async fn delete_unused_segment(
    store: &mut dyn DeletionStore,
    environment: &Environment,
    segment: SegmentReference,
) -> Result<(), DeleteUnusedSegmentError> {
    if let SegmentReference::Stored(id) = segment {
        store.lock_segments().await?;
        let users = users_of_segment(store, id).await?;
        if !users.is_empty() {
            return Err(DeleteUnusedSegmentError::InUse(users));
        }
    }
    Ok(delete_segment(store, environment, segment).await?)
}

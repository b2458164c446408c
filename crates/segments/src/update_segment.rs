//! Changes a segment's name or filter.

use regulars_audit::AuditNote;
use regulars_filters::{Filter, SegmentReference};
use regulars_kernel::{Environment, Label, StoreError};

use crate::check_filter::check_filter;
use crate::{CheckFilterError, Segment, SegmentStore, StoredSegment, WrittenSegment};

/// What to change. `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct SegmentPatch {
    /// The new name.
    pub name: Option<Label>,
    /// The new filter.
    pub filter: Option<Filter>,
}

/// Why a segment was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateSegmentError {
    /// The merchant has no such segment.
    #[error("there is no such segment")]
    NotFound,
    /// Built-in groups cannot be changed.
    #[error("a built-in target group cannot be changed")]
    BuiltIn,
    /// Another segment has that name.
    #[error("another segment has that name")]
    NameTaken,
    /// The filter cannot be stored.
    #[error(transparent)]
    Filter(#[from] CheckFilterError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a segment of the merchant's own.
pub async fn update_segment(
    store: &mut dyn SegmentStore,
    environment: &Environment,
    segment: SegmentReference,
    mut patch: SegmentPatch,
) -> Result<Segment, UpdateSegmentError> {
    let SegmentReference::Stored(id) = segment else {
        return Err(UpdateSegmentError::BuiltIn);
    };
    store.lock_segments().await?;
    let before = store.find_segment(id).await?.ok_or(UpdateSegmentError::NotFound)?;
    if let Some(filter) = &mut patch.filter {
        check_filter(store, id, filter).await?;
    }
    let after = StoredSegment {
        id,
        name: patch.name.unwrap_or_else(|| before.name.clone()),
        filter: patch.filter.unwrap_or_else(|| before.filter.clone()),
        created_at: before.created_at,
        updated_at: environment.now(),
    };
    match store.update_segment(&after).await? {
        WrittenSegment::Written => {}
        WrittenSegment::NameTaken => return Err(UpdateSegmentError::NameTaken),
    }
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after.into())
}

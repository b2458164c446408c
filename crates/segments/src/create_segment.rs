//! Stores a filter under a name.

use regulars_audit::AuditNote;
use regulars_filters::Filter;
use regulars_kernel::{Environment, Label, SegmentId, StoreError};

use crate::check_filter::check_filter;
use crate::{CheckFilterError, Segment, SegmentStore, StoredSegment, WrittenSegment};

/// A segment to be made.
#[derive(Clone, Debug)]
pub struct NewSegment {
    /// Its name.
    pub name: Label,
    /// Who is in it.
    pub filter: Filter,
}

/// Why a segment was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateSegmentError {
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

/// Makes a segment.
pub async fn create_segment(
    store: &mut dyn SegmentStore,
    environment: &Environment,
    new: NewSegment,
) -> Result<Segment, CreateSegmentError> {
    let now = environment.now();
    let NewSegment { name, filter } = new;
    let id = SegmentId::new(environment.new_id());
    let mut segment = StoredSegment { id, name, filter, created_at: now, updated_at: now };
    store.lock_segments().await?;
    check_filter(store, id, &mut segment.filter).await?;
    match store.insert_segment(&segment).await? {
        WrittenSegment::Written => {}
        WrittenSegment::NameTaken => return Err(CreateSegmentError::NameTaken),
    }
    store.note(environment, AuditNote::created(&segment)).await?;
    Ok(segment.into())
}

//! Finds a segment.

use regulars_filters::SegmentReference;
use regulars_kernel::StoreError;

use crate::{Segment, SegmentReads};

/// The segment that is meant, if the merchant has it. Built-in groups are always there.
pub async fn get_segment(
    store: &mut dyn SegmentReads,
    segment: SegmentReference,
) -> Result<Option<Segment>, StoreError> {
    match segment {
        SegmentReference::BuiltIn(group) => Ok(Some(group.into())),
        SegmentReference::Stored(id) => Ok(store.find_segment(id).await?.map(Segment::from)),
    }
}

//! Lists segments.

use regulars_filters::BuiltIn;
use regulars_kernel::{Page, PageRequest, SegmentId, StoreError};

use crate::built_in_id::built_in_of;
use crate::{Segment, SegmentReads};

/// A page of segments: the built-in groups first, in the order in which the documents list them, then the merchant's
/// own, by id.
pub async fn list_segments(
    store: &mut dyn SegmentReads,
    page: PageRequest<SegmentId>,
) -> Result<Page<Segment, SegmentId>, StoreError> {
    let PageRequest { size, after } = page;
    let passed = after.map_or(0, |id| match built_in_of(id) {
        Some(group) => BuiltIn::ALL.iter().take_while(|other| **other != group).count() + 1,
        None => BuiltIn::ALL.len(),
    });
    let mut segments: Vec<Segment> = BuiltIn::ALL[passed..].iter().copied().map(Segment::from).collect();
    if segments.len() <= usize::from(size.get()) {
        let after = after.filter(|id| built_in_of(*id).is_none());
        let stored = store.list_segments(PageRequest { size, after }).await?;
        segments.extend(stored.items.into_iter().map(Segment::from));
        if stored.next.is_some() && segments.len() <= usize::from(size.get()) {
            // Only without built-in groups on the page: then the store has filled it to the brim.
            return Ok(Page { items: segments, next: stored.next });
        }
    }
    Ok(Page::from_surplus(segments, size, |segment| segment.id))
}

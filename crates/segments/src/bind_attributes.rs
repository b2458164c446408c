//! Looks up the custom attributes that a filter names, so that it keeps meaning them under other keys.

use regulars_filters::{Filter, FilterError};
use regulars_kernel::StoreError;

use crate::SegmentReads;

/// Why the attributes of a filter were not bound.
#[derive(Debug, thiserror::Error)]
pub enum BindAttributesError {
    /// The merchant has no attribute of that key, or it is not compared so.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives every attribute that the filter names its id, and reads what it is compared with. Before a filter is stored, call
/// it behind [`SegmentStore::lock_segments`](crate::SegmentStore::lock_segments), which keeps the attributes from being
/// deleted meanwhile.
pub async fn bind_attributes(
    store: &mut dyn SegmentReads,
    filter: &mut Filter,
) -> Result<(), BindAttributesError> {
    if !filter.has_unbound_attributes() {
        return Ok(());
    }
    let known = store.filter_attributes().await?;
    match filter.bind_attributes(&known) {
        Ok(()) => Ok(()),
        Err(faults) => faults.into_iter().next().map_or(Ok(()), |fault| Err(fault.into())),
    }
}

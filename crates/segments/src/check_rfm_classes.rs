//! Whether the merchant's grid has the RFM classes that a filter names.

use regulars_filters::{Filter, FilterError};
use regulars_kernel::StoreError;

use crate::SegmentReads;

/// Looks the grid up where the filter itself names classes. What is wrong is the inner result.
pub(crate) async fn check_rfm_classes(
    store: &mut dyn SegmentReads,
    filter: &Filter,
) -> Result<Result<(), FilterError>, StoreError> {
    if filter.rfm_classes().is_empty() {
        return Ok(Ok(()));
    }
    Ok(filter.check_rfm_classes(&store.rfm_classes().await?))
}

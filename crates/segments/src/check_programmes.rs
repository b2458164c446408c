//! Whether the merchant has the programmes that a filter asks for.

use std::collections::BTreeSet;

use regulars_filters::{Filter, FilterError, FilterErrorCode};
use regulars_kernel::{ProgrammeId, StoreError};

use crate::SegmentReads;

/// Looks programmes up where the filter itself names some. What is wrong is the inner result.
pub(crate) async fn check_programmes(
    store: &mut dyn SegmentReads,
    filter: &Filter,
) -> Result<Result<(), FilterError>, StoreError> {
    let named = filter.programmes();
    if named.is_empty() {
        return Ok(Ok(()));
    }
    let asked: BTreeSet<ProgrammeId> = named.iter().map(|(_, programme)| *programme).collect();
    let known = store.programmes_among(&asked).await?;
    let unknown = named.into_iter().find(|(_, programme)| !known.contains(programme));
    Ok(unknown.map_or(Ok(()), |(pointer, _)| {
        let detail = "is not the id of a programme".to_owned();
        Err(FilterError { pointer, code: FilterErrorCode::UnknownProgramme, detail })
    }))
}

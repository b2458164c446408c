//! Whether those are of the merchant's staff whose service cases a filter asks for.

use std::collections::BTreeSet;

use regulars_filters::{Filter, FilterError, FilterErrorCode};
use regulars_kernel::{StoreError, UserId};

use crate::SegmentReads;

/// Looks the staff up where the filter itself names somebody. What is wrong is the inner result.
pub(crate) async fn check_assignees(
    store: &mut dyn SegmentReads,
    filter: &Filter,
) -> Result<Result<(), FilterError>, StoreError> {
    let named = filter.assignees();
    if named.is_empty() {
        return Ok(Ok(()));
    }
    let asked: BTreeSet<UserId> = named.iter().map(|(_, user)| *user).collect();
    let known = store.staff_among(&asked).await?;
    let unknown = named.into_iter().find(|(_, user)| !known.contains(user));
    Ok(unknown.map_or(Ok(()), |(pointer, _)| {
        let detail = "is not the id of somebody of the staff".to_owned();
        Err(FilterError { pointer, code: FilterErrorCode::UnknownAssignee, detail })
    }))
}

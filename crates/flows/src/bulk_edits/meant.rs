//! What is asked for: who is meant, and what is changed.

use regulars_customers::{
    AttributeReads, BulkChanges, FaultyChange, GivenChanges, TagReads, Vocabulary, check_changes, fold,
};
use regulars_filters::Filter;
use regulars_kernel::{CustomerId, Date, StoreError};
use regulars_segments::ResolveFilterError;

/// Who is meant by a bulk edit.
#[derive(Clone, Debug)]
pub enum BulkSelection {
    /// These customers.
    Named(Vec<CustomerId>),
    /// Everybody who passes when it is asked for.
    Passing(Filter),
}

/// Why a bulk edit is not begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginBulkEditError {
    /// Something is wrong with the changes.
    #[error("the changes cannot be made")]
    Changes(Vec<FaultyChange>),
    /// Some of the named customers are not there: their places in the list.
    #[error("some of the customers are not there")]
    UnknownCustomers(Vec<usize>),
    /// The filter cannot be evaluated.
    #[error(transparent)]
    Filter(#[from] ResolveFilterError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The changes by the ids of what they name.
pub(super) async fn checked_changes(
    tags: &mut (impl TagReads + AttributeReads + ?Sized),
    given: GivenChanges,
    today: Date,
) -> Result<BulkChanges, BeginBulkEditError> {
    let mut names: Vec<String> = Vec::new();
    if let Some(given) = &given.tags {
        let all = given.add.iter().chain(&given.remove).chain(given.replace.iter().flatten());
        names.extend(all.map(|name| fold(name.as_str())));
        names.sort_unstable();
        names.dedup();
    }
    let vocabulary =
        Vocabulary { tags: tags.find_tags_named(&names).await?, attributes: tags.list_attributes().await? };
    check_changes(given, &vocabulary, today).map_err(BeginBulkEditError::Changes)
}

/// The named customers, each once.
pub(super) fn each_once(ids: &[CustomerId]) -> Vec<CustomerId> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Fails unless each of the named customers is among the sorted `known`.
pub(super) fn check_known(named: &[CustomerId], known: &[CustomerId]) -> Result<(), BeginBulkEditError> {
    let unknown = named.iter().enumerate().filter(|(_, id)| known.binary_search(id).is_err());
    let unknown: Vec<usize> = unknown.map(|(place, _)| place).collect();
    if unknown.is_empty() { Ok(()) } else { Err(BeginBulkEditError::UnknownCustomers(unknown)) }
}

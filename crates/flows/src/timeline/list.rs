//! Lists what happened with a customer, the newest first.

use std::cmp::Reverse;

use regulars_kernel::{CustomerId, Page, PageRequest, PageSize, StoreError};

use super::entry::{TimelineEntry, TimelinePosition};
use super::store::{TimelineQuery, TimelineReads};

/// A page of what happened with a customer. What is added meanwhile moves nothing of what follows.
pub async fn list_timeline(
    store: &mut dyn TimelineReads,
    customer: CustomerId,
    query: &TimelineQuery,
    page: PageRequest<TimelinePosition>,
) -> Result<Page<TimelineEntry, TimelinePosition>, StoreError> {
    let entries = store.newest_of_each_source(customer, query, page.after, page.size.get() + 1).await?;
    Ok(newest(entries, page.size))
}

/// The newest of entries that were gathered from several sources, at least one more than `size` from each that has as many.
pub fn newest(mut entries: Vec<TimelineEntry>, size: PageSize) -> Page<TimelineEntry, TimelinePosition> {
    entries.sort_unstable_by_key(|entry| Reverse(entry.position));
    Page::from_surplus(entries, size, |entry| entry.position)
}

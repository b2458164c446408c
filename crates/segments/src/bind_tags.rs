//! Looks up the tags that a filter names, so that it keeps meaning them under other names.

use std::collections::BTreeSet;

use regulars_filters::{Filter, FilterError, FilterErrorCode, fold};
use regulars_kernel::StoreError;

use crate::SegmentReads;

/// Why the tags of a filter were not found.
#[derive(Debug, thiserror::Error)]
pub enum BindTagsError {
    /// The merchant has no tag of that name.
    #[error(transparent)]
    UnknownTag(#[from] FilterError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives every tag that the filter names its id, and its name as the merchant writes it. Call it behind
/// [`SegmentStore::lock_segments`], which keeps the tags from being deleted meanwhile.
pub async fn bind_tags(store: &mut dyn SegmentReads, filter: &mut Filter) -> Result<(), BindTagsError> {
    let names: BTreeSet<String> = filter.folded_tag_names().into_iter().collect();
    if names.is_empty() {
        return Ok(());
    }
    let tags = store.tags_named(&names).await?;
    let mut unknown = None;
    filter.for_each_tag(&mut |tag, pointer| match tags.get(&fold(&tag.name)) {
        Some(known) => *tag = known.clone(),
        None => {
            let detail = "is not the name of a tag".to_owned();
            let fault =
                FilterError { pointer: pointer.to_owned(), code: FilterErrorCode::UnknownTag, detail };
            unknown.get_or_insert(fault);
        }
    });
    unknown.map_or(Ok(()), |fault| Err(fault.into()))
}

//! Finds the tags that a caller names.

use std::collections::BTreeMap;

use regulars_kernel::{Label, StoreError};

use crate::{Tag, TagReads, fold};

/// The most tags that a customer has.
const MAX_TAGS: usize = 100;

/// Why names did not lead to tags.
#[derive(Debug, thiserror::Error)]
pub enum ResolveTagsError {
    /// The merchant has no tags of these names.
    #[error("there are no tags of these names")]
    UnknownTags(Vec<Label>),
    /// There are more names than a customer has tags.
    #[error("a customer has at most {MAX_TAGS} tags")]
    TooManyTags,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The tags of these names, whatever the letter case and however often a name is given, in the order of their folded
/// names.
pub async fn resolve_tags(store: &mut dyn TagReads, names: Vec<Label>) -> Result<Vec<Tag>, ResolveTagsError> {
    let mut wanted: BTreeMap<String, Label> =
        names.into_iter().map(|name| (fold(name.as_str()), name)).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    if wanted.len() > MAX_TAGS {
        return Err(ResolveTagsError::TooManyTags);
    }
    let folded: Vec<String> = wanted.keys().cloned().collect();
    let mut tags = store.find_tags_named(&folded).await?;
    for tag in &tags {
        wanted.remove(&fold(tag.name.as_str()));
    }
    if !wanted.is_empty() {
        return Err(ResolveTagsError::UnknownTags(wanted.into_values().collect()));
    }
    tags.sort_by_cached_key(|tag| fold(tag.name.as_str()));
    Ok(tags)
}

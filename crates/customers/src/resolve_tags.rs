//! Finds the tags that a caller names.

use std::collections::BTreeMap;

use regulars_kernel::{Label, StoreError};

use crate::{Tag, TagReads, fold};

/// The most tags that a customer has.
pub(crate) const MAX_TAGS: usize = 100;

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
    let wanted = wanted(names)?;
    let folded: Vec<String> = wanted.keys().cloned().collect();
    pick(store.find_tags_named(&folded).await?, wanted)
}

/// As [`resolve_tags`], of tags that were looked up before.
pub(crate) fn pick_tags(known: &[Tag], names: Vec<Label>) -> Result<Vec<Tag>, ResolveTagsError> {
    let wanted = wanted(names)?;
    let meant = known.iter().filter(|tag| wanted.contains_key(&fold(tag.name.as_str())));
    pick(meant.cloned().collect(), wanted)
}

/// The names by their folded form.
fn wanted(names: Vec<Label>) -> Result<BTreeMap<String, Label>, ResolveTagsError> {
    let wanted: BTreeMap<String, Label> = names.into_iter().map(|name| (fold(name.as_str()), name)).collect();
    if wanted.len() > MAX_TAGS { Err(ResolveTagsError::TooManyTags) } else { Ok(wanted) }
}

fn pick(mut tags: Vec<Tag>, mut wanted: BTreeMap<String, Label>) -> Result<Vec<Tag>, ResolveTagsError> {
    for tag in &tags {
        wanted.remove(&fold(tag.name.as_str()));
    }
    if !wanted.is_empty() {
        return Err(ResolveTagsError::UnknownTags(wanted.into_values().collect()));
    }
    tags.sort_by_cached_key(|tag| fold(tag.name.as_str()));
    Ok(tags)
}

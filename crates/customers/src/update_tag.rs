//! Changes the name or the colour of a tag.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreError, TagId};

use crate::{Colour, Tag, TagStore};

/// A partial update of a tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagPatch {
    /// New name.
    pub name: Option<Label>,
    /// New colour.
    pub colour: Option<Colour>,
}

/// Why a tag was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateTagError {
    /// The merchant has no such tag.
    #[error("there is no such tag")]
    UnknownTag,
    /// The merchant has another tag of that name.
    #[error("there is a tag of that name")]
    NameTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a tag. Every customer that has it shows the new name and colour.
pub async fn update_tag(
    store: &mut dyn TagStore,
    environment: &Environment,
    id: TagId,
    patch: TagPatch,
) -> Result<Tag, UpdateTagError> {
    let before = store.find_tag(id).await?.ok_or(UpdateTagError::UnknownTag)?;
    let tag = Tag {
        name: patch.name.unwrap_or_else(|| before.name.clone()),
        colour: patch.colour.unwrap_or_else(|| before.colour.clone()),
        updated_at: environment.now(),
        ..before
    };
    if !store.update_tag(&tag).await? {
        return Err(UpdateTagError::NameTaken);
    }
    store.note_if(environment, AuditNote::updated(&before, &tag)).await?;
    Ok(tag)
}

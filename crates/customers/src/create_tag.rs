//! Adds a tag.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreError, TagId};

use crate::{Colour, Tag, TagStore};

/// A tag to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTag {
    /// Its name.
    pub name: Label,
    /// Its colour.
    pub colour: Colour,
}

/// Why a tag was not added.
#[derive(Debug, thiserror::Error)]
pub enum CreateTagError {
    /// The merchant has a tag of that name.
    #[error("there is a tag of that name")]
    NameTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a tag.
pub async fn create_tag(
    store: &mut dyn TagStore,
    environment: &Environment,
    new: NewTag,
) -> Result<Tag, CreateTagError> {
    let now = environment.now();
    let NewTag { name, colour } = new;
    let tag = Tag { id: TagId::new(environment.new_id()), name, colour, created_at: now, updated_at: now };
    if !store.insert_tag(&tag).await? {
        return Err(CreateTagError::NameTaken);
    }
    store.note(environment, AuditNote::created(&tag)).await?;
    Ok(tag)
}

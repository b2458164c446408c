//! Deletes a tag.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, TagId, UsedBy};

use super::usage::{DeletionStore, users_of_tag};

/// Why a tag was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteTagError {
    /// The merchant has no such tag.
    #[error("there is no such tag")]
    UnknownTag,
    /// Filters name it and would mean nobody.
    #[error("the tag is used")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a tag that no segment and no newsletter names, and takes it from every customer.
pub async fn delete_tag(
    store: &mut dyn DeletionStore,
    environment: &Environment,
    id: TagId,
) -> Result<(), DeleteTagError> {
    store.lock_segments().await?;
    let tag = store.find_tag(id).await?.ok_or(DeleteTagError::UnknownTag)?;
    let users = users_of_tag(store, &tag).await?;
    if !users.is_empty() {
        return Err(DeleteTagError::InUse(users));
    }
    if !store.delete_tag(id).await? {
        return Err(DeleteTagError::UnknownTag);
    }
    Ok(store.note(environment, AuditNote::deleted(&tag)).await?)
}

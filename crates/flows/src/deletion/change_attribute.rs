//! Changes the definition of a custom attribute, of which filters may name options, and newsletters the key.

use regulars_customers::{
    AttributeDefinition, AttributePatch, AttributeRule, AttributeStore, FaultyLimit, UpdateAttributeError,
    removed_options, update_attribute,
};
use regulars_kernel::{Environment, StoreError, UsedBy};

use super::usage::{DeletionStore, users_of_key, users_of_options};

/// Why a definition was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeAttributeError {
    /// Filters name an option that would go.
    #[error("an option is used")]
    InUse(Vec<UsedBy>),
    /// Newsletters name it by the key that would go.
    #[error("the key is used")]
    KeyInUse(Vec<UsedBy>),
    /// It does not fit by itself.
    #[error(transparent)]
    Attribute(#[from] UpdateAttributeError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<FaultyLimit> for ChangeAttributeError {
    fn from(fault: FaultyLimit) -> Self {
        Self::Attribute(fault.into())
    }
}

/// Changes a definition that was read for change. An option that a segment or a newsletter names stays, and so does a key
/// that texts of newsletters name.
pub async fn change_attribute<Store: DeletionStore + AttributeStore>(
    store: &mut Store,
    environment: &Environment,
    before: AttributeDefinition,
    patch: AttributePatch,
) -> Result<AttributeDefinition, ChangeAttributeError> {
    let after: AttributeRule = before.rule.clone().limited(patch.limits.clone())?;
    let removed = removed_options(&before.rule, &after);
    if !removed.is_empty() {
        store.lock_segments().await?;
        let users = users_of_options(store, before.id, &removed).await?;
        if !users.is_empty() {
            return Err(ChangeAttributeError::InUse(users));
        }
    }
    if patch.key.as_ref().is_some_and(|key| *key != before.key) {
        store.lock_segments().await?;
        let users = users_of_key(store, &before.key).await?;
        if !users.is_empty() {
            return Err(ChangeAttributeError::KeyInUse(users));
        }
    }
    Ok(update_attribute(store, environment, before, patch).await?)
}

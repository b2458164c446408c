//! Changes a place of sale.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use crate::{IdentityStore, Store, StorePatch};

/// Why a store was neither added nor changed.
#[derive(Debug, thiserror::Error)]
pub enum SaveStoreError {
    /// Another store of the merchant has the code.
    #[error("another store has this code")]
    CodeTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes `before` with the changes of `patch`.
pub async fn update_store(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    before: Store,
    patch: StorePatch,
) -> Result<Store, SaveStoreError> {
    let place = before.clone().patched(patch, environment.now());
    if !store.update_store(&place).await? {
        return Err(SaveStoreError::CodeTaken);
    }
    store.note_if(environment, AuditNote::updated(&before, &place)).await?;
    Ok(place)
}

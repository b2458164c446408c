//! Adds a place of sale.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreId};

use crate::{BusinessAddress, IdentityStore, SaveStoreError, Store};

/// A place of sale to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStore {
    /// Its name.
    pub name: Label,
    /// The merchant's own short code for it.
    pub code: Option<Label>,
    /// Where it is.
    pub address: BusinessAddress,
}

/// Adds a store, which is open.
pub async fn create_store(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    NewStore { name, code, address }: NewStore,
) -> Result<Store, SaveStoreError> {
    let now = environment.now();
    let id = StoreId::new(environment.new_id());
    let place = Store { id, name, code, address, closed_at: None, created_at: now, updated_at: now };
    if !store.insert_store(&place).await? {
        return Err(SaveStoreError::CodeTaken);
    }
    store.note(environment, AuditNote::created(&place)).await?;
    Ok(place)
}

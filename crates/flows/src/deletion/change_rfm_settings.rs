//! Changes how customers are scored, where filters may name classes of the grid.

use regulars_kernel::{Environment, MerchantId, RfmClass, StoreError, UsedBy};
use regulars_segments::{RfmSettings, RfmStore, set_rfm_settings};

use super::usage::{DeletionStore, users_of_rfm_classes};

/// Why the settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRfmSettingsError {
    /// Filters name a class that would go.
    #[error("a class is used")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes the settings, and has everybody scored anew. A class that a segment or a newsletter names stays in the grid.
pub async fn change_rfm_settings<Store: DeletionStore + RfmStore>(
    store: &mut Store,
    environment: &Environment,
    merchant: MerchantId,
    before: &RfmSettings,
    settings: &RfmSettings,
) -> Result<(), ChangeRfmSettingsError> {
    let stays = |class: &RfmClass| settings.grid.classes().iter().any(|kept| kept.class == *class);
    let named = before.grid.classes().iter().map(|class| class.class.clone());
    let removed: Vec<RfmClass> = named.filter(|class| !stays(class)).collect();
    if !removed.is_empty() {
        store.lock_segments().await?;
        let users = users_of_rfm_classes(store, &removed).await?;
        if !users.is_empty() {
            return Err(ChangeRfmSettingsError::InUse(users));
        }
    }
    Ok(set_rfm_settings(store, environment, merchant, before, settings).await?)
}

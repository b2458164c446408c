//! Sets how customers are scored.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, MerchantId, StoreError};

use crate::rfm::settings::{RfmSettings, SettingsOf};
use crate::rfm::store::RfmStore;

/// Writes the settings. Everybody is scored anew as soon as a worker comes to it.
pub async fn set_rfm_settings(
    store: &mut dyn RfmStore,
    environment: &Environment,
    merchant: MerchantId,
    before: &RfmSettings,
    settings: &RfmSettings,
) -> Result<(), StoreError> {
    store.set_rfm_settings(settings, environment.now()).await?;
    let note = AuditNote::updated(&SettingsOf(merchant, before), &SettingsOf(merchant, settings));
    store.note_if(environment, note).await
}

//! Changes a merchant's profile, whose logo is one of its images.

use regulars_audit::AuditNote;
use regulars_identity::{AllowedOrigins, IdentityStore, Merchant, MerchantPatch};
use regulars_kernel::{Change, Environment, StoreError};
use regulars_newsletters::MediaReads;

/// What the profile of a merchant touches.
pub trait MerchantProfileStore: IdentityStore + MediaReads {}

impl<Store: IdentityStore + MediaReads> MerchantProfileStore for Store {}

/// Why a profile was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateMerchantProfileError {
    /// The merchant has no such image.
    #[error("there is no such image")]
    UnknownLogo,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes `before` with the changes of `patch`, and the origins where there are new ones.
pub async fn update_merchant_profile(
    store: &mut dyn MerchantProfileStore,
    environment: &Environment,
    before: Merchant,
    patch: MerchantPatch,
    origins: Option<&AllowedOrigins>,
) -> Result<Merchant, UpdateMerchantProfileError> {
    if let Change::Set(logo) = patch.logo_media_id {
        store.find_media(logo).await?.ok_or(UpdateMerchantProfileError::UnknownLogo)?;
    }
    let merchant = before.clone().patched(patch, environment.now());
    store.update_merchant(&merchant).await?;
    store.note_if(environment, AuditNote::updated(&before, &merchant)).await?;
    if let Some(origins) = origins {
        let before = store.own_origins().await?;
        store.set_own_origins(origins).await?;
        store.note_if(environment, origins.note_replaced(merchant.id, &before)).await?;
    }
    Ok(merchant)
}

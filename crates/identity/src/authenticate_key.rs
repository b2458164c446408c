//! Checks a machine key.

use regulars_kernel::{Environment, StoreError};

use crate::{ApiKey, IdentityStore, PresentedKey};

/// Why a key does not hold. The caller is told no more than that.
#[derive(Debug, thiserror::Error)]
pub enum AuthenticateKeyError {
    /// Unknown, wrong, revoked or expired, or the merchant may not work.
    #[error("the key does not hold")]
    Refused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The key, if it holds now.
pub async fn authenticate_key(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    presented: &PresentedKey,
) -> Result<ApiKey, AuthenticateKeyError> {
    let grant = store.find_api_key(presented.id).await?.ok_or(AuthenticateKeyError::Refused)?;
    let secret_fits = equal_in_constant_time(&grant.secret_hash, &presented.hash);
    let holds = grant.key.revoked_at.is_none()
        && grant.key.expires_at.is_none_or(|expires_at| environment.now() < expires_at)
        && grant.merchant_active;
    if secret_fits && holds { Ok(grant.key) } else { Err(AuthenticateKeyError::Refused) }
}

fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}

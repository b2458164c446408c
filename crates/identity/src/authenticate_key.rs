//! Checks a machine key.

use regulars_kernel::{ApiKeyId, Environment, StoreError};

use crate::{ApiKey, IdentityReads, KeyGrant, PresentedKey};

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
    store: &mut dyn IdentityReads,
    environment: &Environment,
    presented: &PresentedKey,
) -> Result<ApiKey, AuthenticateKeyError> {
    let grant = store.find_api_key(presented.id).await?.ok_or(AuthenticateKeyError::Refused)?;
    let secret_fits = equal_in_constant_time(&grant.secret_hash, &presented.hash);
    if secret_fits && is_in_force(&grant, environment) {
        Ok(grant.key)
    } else {
        Err(AuthenticateKeyError::Refused)
    }
}

/// The key with that id, if it holds now: for whoever showed its secret before, and got a token for it.
pub async fn find_key_in_force(
    store: &mut dyn IdentityReads,
    environment: &Environment,
    id: ApiKeyId,
) -> Result<ApiKey, AuthenticateKeyError> {
    let grant = store.find_api_key(id).await?;
    let held = grant.filter(|grant| is_in_force(grant, environment));
    held.map(|grant| grant.key).ok_or(AuthenticateKeyError::Refused)
}

fn is_in_force(grant: &KeyGrant, environment: &Environment) -> bool {
    grant.key.revoked_at.is_none()
        && grant.key.expires_at.is_none_or(|expires_at| environment.now() < expires_at)
        && grant.merchant_active
}

fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}

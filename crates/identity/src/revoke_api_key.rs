//! Revokes a machine key.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use crate::{ApiKey, IdentityStore};

/// Ends a key, which does not hold any more. One that was revoked before keeps that instant.
pub async fn revoke_api_key(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    key: &ApiKey,
) -> Result<(), StoreError> {
    let now = environment.now();
    store.revoke_api_key(key.id, now).await?;
    let after = ApiKey { revoked_at: key.revoked_at.or(Some(now)), ..key.clone() };
    store.note_if(environment, AuditNote::updated(key, &after)).await
}

//! Issues a machine key, whose secret is shown this once.

use regulars_audit::AuditNote;
use regulars_kernel::{ApiKeyId, Environment, Instant, Label, MerchantId, StoreError, TerminalId};

use crate::{ApiKey, ApiKeySecret, IdentityStore, Role};

/// A key to be issued.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// What its owner calls it.
    pub name: Label,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it ends by itself.
    pub expires_at: Option<Instant>,
}

/// Issues an integrator's key.
pub async fn issue_api_key(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    merchant: MerchantId,
    new: NewApiKey,
) -> Result<(ApiKey, ApiKeySecret), StoreError> {
    issue(store, environment, merchant, Role::Integrator, None, new).await
}

/// Issues the key of a terminal.
pub(crate) async fn issue_terminal_key(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    merchant: MerchantId,
    terminal: TerminalId,
    name: Label,
) -> Result<(ApiKey, ApiKeySecret), StoreError> {
    let new = NewApiKey { name, scopes: Vec::new(), expires_at: None };
    issue(store, environment, merchant, Role::Terminal, Some(terminal), new).await
}

async fn issue(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    merchant: MerchantId,
    role: Role,
    terminal: Option<TerminalId>,
    new: NewApiKey,
) -> Result<(ApiKey, ApiKeySecret), StoreError> {
    let id = ApiKeyId::new(environment.new_id());
    let secret = ApiKeySecret::generate(environment, merchant, id);
    let key = ApiKey {
        id,
        name: new.name,
        role,
        scopes: new.scopes,
        prefix: secret.prefix(),
        terminal,
        created_at: environment.now(),
        expires_at: new.expires_at,
        revoked_at: None,
    };
    store.insert_api_key(&key, secret.hash()).await?;
    store.note(environment, AuditNote::created(&key)).await?;
    Ok((key, secret))
}

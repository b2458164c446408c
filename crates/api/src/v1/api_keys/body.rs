//! A machine key on the wire.

use chrono::{DateTime, Utc};
use regulars_identity::ApiKey;
use regulars_kernel::TerminalId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who holds a key.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "names the values of a field for the document")]
pub enum KeyRoleBody {
    /// A paired terminal.
    Terminal,
    /// Another program.
    Integrator,
}

/// A machine key without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiKeyBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f21")]
    pub id: Uuid,
    /// What its owner calls it.
    #[schema(example = "Web shop")]
    pub name: String,
    /// Who holds it.
    #[schema(value_type = KeyRoleBody, example = "integrator")]
    pub role: &'static str,
    /// What an integrator's key may do; empty for a terminal, whose role says it.
    #[schema(example = json!(["stores:read", "stores:write"]))]
    pub scopes: Vec<String>,
    /// Eight letters of the key by which its owner can tell it from others.
    #[schema(example = "h3k7q2mz")]
    pub prefix: String,
    /// The terminal that holds it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f22")]
    pub terminal_id: Option<Uuid>,
    /// When it was issued.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    #[schema(example = "2027-01-15T09:00:00Z")]
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    #[schema(example = "2026-06-01T09:00:00Z")]
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<ApiKey> for ApiKeyBody {
    fn from(key: ApiKey) -> Self {
        let ApiKey { id, name, role, scopes, prefix, terminal, created_at, expires_at, revoked_at } = key;
        Self {
            id: id.value(),
            name: name.into_string(),
            role: role.name(),
            scopes,
            prefix,
            terminal_id: terminal.map(TerminalId::value),
            created_at,
            expires_at,
            revoked_at,
        }
    }
}

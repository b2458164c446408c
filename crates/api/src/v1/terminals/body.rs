//! A terminal on the wire.

use chrono::{DateTime, Utc};
use regulars_identity::Terminal;
use regulars_kernel::StoreId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A paired device. Its id is the default `source` of its receipts and stays when the device is paired anew.
#[derive(Debug, Serialize, ToSchema)]
pub struct TerminalBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f22")]
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Till 1")]
    pub name: String,
    /// The store that it stands in.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")]
    pub store_id: Option<Uuid>,
    /// When a device last took the pairing code; `null` until one does.
    #[schema(example = "2026-01-15T09:05:00Z")]
    pub paired_at: Option<DateTime<Utc>>,
    /// When it was cut off.
    #[schema(example = "2026-06-01T09:00:00Z")]
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was created.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-01-15T09:05:00Z")]
    pub updated_at: DateTime<Utc>,
}

impl From<Terminal> for TerminalBody {
    fn from(terminal: Terminal) -> Self {
        let Terminal { id, name, store, paired_at, revoked_at, created_at, updated_at } = terminal;
        Self {
            id: id.value(),
            name: name.into_string(),
            store_id: store.map(StoreId::value),
            paired_at,
            revoked_at,
            created_at,
            updated_at,
        }
    }
}

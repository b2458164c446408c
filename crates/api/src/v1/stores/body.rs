//! A store on the wire.

use chrono::{DateTime, Utc};
use regulars_identity::Store;
use regulars_kernel::Label;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::merchant::body::AddressBody;

/// A place of sale.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")]
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Centar")]
    pub name: String,
    /// The merchant's own short code for it.
    #[schema(example = "BG-01")]
    pub code: Option<String>,
    /// Where it is.
    pub address: AddressBody,
    /// When it was closed for good.
    pub closed_at: Option<DateTime<Utc>>,
    /// When it was created.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub updated_at: DateTime<Utc>,
}

impl From<Store> for StoreBody {
    fn from(store: Store) -> Self {
        let Store { id, name, code, address, closed_at, created_at, updated_at } = store;
        Self {
            id: id.value(),
            name: name.into_string(),
            code: code.map(Label::into_string),
            address: address.into(),
            closed_at,
            created_at,
            updated_at,
        }
    }
}

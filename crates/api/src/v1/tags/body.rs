//! A tag on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::Tag;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A coloured label on customers.
#[derive(Debug, Serialize, ToSchema)]
pub struct TagBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50")]
    pub id: Uuid,
    /// Its name, by which customers have it.
    #[schema(example = "VIP")]
    pub name: String,
    /// Its colour, `#RRGGBB`.
    #[schema(example = "#2E86AB")]
    pub colour: String,
    /// When it was created.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub updated_at: DateTime<Utc>,
}

impl From<Tag> for TagBody {
    fn from(tag: Tag) -> Self {
        let Tag { id, name, colour, created_at, updated_at } = tag;
        Self {
            id: id.value(),
            name: name.into_string(),
            colour: colour.as_str().to_owned(),
            created_at,
            updated_at,
        }
    }
}

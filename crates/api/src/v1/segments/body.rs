//! A segment on the wire.

use chrono::{DateTime, Utc};
use regulars_segments::Segment;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::filter::FilterBody;

/// A target group: one of the merchant's own, or one that every merchant has.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentBody {
    /// Its id. That of a built-in group is the same at every merchant.
    #[schema(example = "b28e14af-1adc-509c-8749-386da0929875")]
    pub id: Uuid,
    /// The key of a built-in group, which can stand for its id everywhere; `null` for the merchant's own.
    #[schema(example = "lost")]
    pub key: Option<&'static str>,
    /// Its name; that of a built-in group is in the merchant's language.
    #[schema(example = "Izgubljeni kupci")]
    pub name: String,
    /// Who is in it.
    pub filter: FilterBody,
    /// Whether every merchant has it. Then it can be neither changed nor deleted.
    #[schema(example = true)]
    pub built_in: bool,
    /// When it was made; `null` for a built-in one.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed; `null` for a built-in one.
    pub updated_at: Option<DateTime<Utc>>,
}

impl From<Segment> for SegmentBody {
    fn from(segment: Segment) -> Self {
        Self {
            id: segment.id.value(),
            key: segment.key(),
            filter: FilterBody::from(&segment.filter),
            built_in: segment.built_in.is_some(),
            name: segment.name,
            created_at: segment.created_at,
            updated_at: segment.updated_at,
        }
    }
}

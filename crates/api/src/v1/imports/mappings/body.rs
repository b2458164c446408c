//! A stored mapping on the wire.

use chrono::{DateTime, Utc};
use regulars_interchange::{ColumnTarget, ImportMapping, MappedHeading, Policy};
use regulars_kernel::Label;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;
use crate::v1::imports::column_body::ImportPolicyBody;

/// What a column with this heading is about.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedHeadingBody {
    /// The heading. Letter case, accents, spaces and signs do not matter.
    #[schema(min_length = 1, max_length = 200, example = "Šifra kupca")]
    pub heading: String,
    /// What its column is about: a field such as `email`, `attributes.` and the key of an attribute, or `null` for nothing.
    #[schema(example = "external_id", min_length = 1, max_length = 60)]
    pub field: Option<String>,
    /// What it does to customers who are there already: `overwrite` unless told otherwise.
    #[serde(default)]
    pub policy: Option<ImportPolicyBody>,
}

impl MappedHeadingBody {
    /// The checked heading in that place.
    pub fn check(self, position: usize, invalid: &mut Invalid) -> Option<MappedHeading> {
        let heading = invalid.check(&format!("/columns/{position}/heading"), self.heading.parse::<Label>());
        let pointer = format!("/columns/{position}/field");
        let target = invalid.parse_option::<ColumnTarget>(&pointer, self.field);
        let policy = self.policy.map_or(Policy::Overwrite, Policy::from);
        Some(MappedHeading { heading: heading?, target, policy })
    }
}

/// What the columns of files are about, under a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportMappingBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb4")]
    id: Uuid,
    /// What people call it.
    #[schema(example = "Old till")]
    name: String,
    /// The headings.
    #[schema(max_items = 200)]
    columns: Vec<MappedHeadingBody>,
    /// When it was made.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
}

impl From<ImportMapping> for ImportMappingBody {
    fn from(mapping: ImportMapping) -> Self {
        let ImportMapping { id, name, columns, created_at } = mapping;
        let columns =
            columns.into_iter().map(|MappedHeading { heading, target, policy }| MappedHeadingBody {
                heading: heading.into_string(),
                field: target.map(|target| target.to_string()),
                policy: Some(policy.into()),
            });
        Self { id: id.value(), name: name.into_string(), columns: columns.collect(), created_at }
    }
}

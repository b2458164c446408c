//! A view on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::AttributeDefinition;
use regulars_segments::View;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::seen::columns_of;
use crate::v1::customers::order::CustomerSortBody;
use crate::v1::filter::FilterBody;

/// Which columns of which customers in which order.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbc")]
    pub id: Uuid,
    /// What people call it.
    #[schema(example = "Regulars of Novi Sad")]
    pub name: String,
    /// What is told of each customer; everything when it is empty.
    #[schema(example = json!(["first_name", "last_name", "attributes.shoe_size"]))]
    pub columns: Vec<String>,
    /// Who is in it; everybody when it is `null`.
    pub filter: Option<FilterBody>,
    /// The order.
    pub sort: CustomerSortBody,
    /// Whether everybody at the merchant sees it, or only whoever made it.
    #[schema(example = true)]
    pub shared: bool,
    /// When it was made.
    #[schema(example = "2026-11-21T10:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-21T10:00:00Z")]
    pub updated_at: DateTime<Utc>,
}

impl ViewBody {
    /// The view, whose columns are of these attributes.
    pub fn new(view: &View, attributes: &[AttributeDefinition]) -> Self {
        Self {
            id: view.id.value(),
            name: view.name.as_str().to_owned(),
            columns: columns_of(view, attributes),
            filter: view.filter.as_ref().map(FilterBody::from),
            sort: CustomerSortBody::from(view.order),
            shared: view.shared,
            created_at: view.created_at,
            updated_at: view.updated_at,
        }
    }
}

//! `GET /v1/segments/fields`.

use actix_web::{get, web};
use regulars_filters::{FieldDefinition, Operator, ReactionKind, catalogue};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::auth::Caller;

/// A field that a filter can compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterFieldBody {
    /// Its name in filters.
    #[schema(example = "gender")]
    name: &'static str,
    /// The type of the values that it is compared with: `text`, `language`, `enum`, `date`, `instant`, `integer`, `money` or
    /// `boolean`.
    #[schema(example = "enum")]
    #[serde(rename = "type")]
    value_type: &'static str,
    /// The operators that it can be compared with.
    #[schema(example = json!(["eq", "ne", "in", "not_in", "exists", "not_exists"]))]
    operators: Vec<&'static str>,
    /// The values of an enumeration; left out for every other type.
    #[schema(example = json!(["male", "female", "other"]))]
    values: &'static [&'static str],
    /// What it holds.
    #[schema(example = "Gender")]
    description: &'static str,
}

/// Everything that a filter can compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterFieldListBody {
    /// The fields, in the order in which a form would list them.
    items: Vec<FilterFieldBody>,
    /// What can be asked of reactions to newsletters.
    reaction: ReactionFieldsBody,
}

/// The condition `{"reaction": {"newsletter", "kind", "link"}}`. It takes newsletters that were sent under the tracking mode
/// `individual`, and finds only customers who have consented to profiling.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReactionFieldsBody {
    /// What the customer did by their own hand. `not_opened` means that it was sent to the customer, who did not open it.
    #[schema(example = json!(["opened", "clicked", "not_opened"]))]
    kinds: Vec<&'static str>,
}

impl From<&FieldDefinition> for FilterFieldBody {
    fn from(definition: &FieldDefinition) -> Self {
        Self {
            name: definition.name,
            value_type: definition.value_type.name(),
            operators: definition.operators.iter().map(|operator| Operator::name(*operator)).collect(),
            values: definition.value_type.values(),
            description: definition.description,
        }
    }
}

/// List what can be filtered.
///
/// The fields of the condition `{"field", "op", "value"}`, each with its type and its operators, so that a form can be
/// built from it, and what can be asked of reactions to newsletters.
#[utoipa::path(tag = "Segments", responses(
    (status = 200, description = "The fields", body = FilterFieldListBody)
))]
#[get("/v1/segments/fields")]
pub async fn list_segment_fields(
    _caller: Caller<access::list_segment_fields>,
) -> web::Json<FilterFieldListBody> {
    web::Json(FilterFieldListBody {
        items: catalogue().iter().map(FilterFieldBody::from).collect(),
        reaction: ReactionFieldsBody {
            kinds: ReactionKind::ALL.iter().map(|kind| ReactionKind::name(*kind)).collect(),
        },
    })
}

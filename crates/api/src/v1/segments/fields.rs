//! `GET /v1/segments/fields`.

use actix_web::{get, web};
use regulars_filters::{
    ATTRIBUTE_PREFIX, FieldDefinition, FilterAttribute, Operator, ReactionKind, attribute_operators,
    catalogue,
};
use regulars_segments::SegmentReads;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;

/// A field that a filter can compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterFieldBody {
    /// Its name in filters.
    #[schema(example = "gender")]
    name: String,
    /// The type of the values that it is compared with: `text`, `language`, `enum`, `date`, `instant`, `integer`, `money`,
    /// `boolean`, and of custom attributes `decimal`, a decimal as text, and `enum_set`, of which any option counts.
    #[schema(example = "enum")]
    #[serde(rename = "type")]
    value_type: &'static str,
    /// The operators that it can be compared with.
    #[schema(example = json!(["eq", "ne", "in", "not_in", "exists", "not_exists"]))]
    operators: Vec<&'static str>,
    /// The values of an enumeration; left out for every other type.
    #[schema(example = json!(["male", "female", "other"]))]
    values: Vec<String>,
    /// What it holds.
    #[schema(example = "Gender")]
    description: String,
}

/// Everything that a filter can compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterFieldListBody {
    /// The fields, in the order in which a form would list them, and behind them the merchant's custom attributes.
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
            name: definition.name.to_owned(),
            value_type: definition.value_type.name(),
            operators: names(definition.operators),
            values: definition.value_type.values().iter().map(|value| (*value).to_owned()).collect(),
            description: definition.description.to_owned(),
        }
    }
}

impl From<FilterAttribute> for FilterFieldBody {
    fn from(attribute: FilterAttribute) -> Self {
        Self {
            name: format!("{ATTRIBUTE_PREFIX}{}", attribute.key),
            value_type: attribute.kind.name(),
            operators: names(attribute_operators(attribute.kind)),
            values: attribute.options,
            description: attribute.name,
        }
    }
}

fn names(operators: &[Operator]) -> Vec<&'static str> {
    operators.iter().map(|operator| Operator::name(*operator)).collect()
}

/// List what can be filtered.
///
/// The fields of the condition `{"field", "op", "value"}`, each with its type and its operators, so that a form can be
/// built from it, the merchant's custom attributes among them, and what can be asked of reactions to newsletters.
#[utoipa::path(tag = "Segments", responses(
    (status = 200, description = "The fields", body = FilterFieldListBody)
))]
#[get("/v1/segments/fields")]
pub async fn list_segment_fields(
    caller: Caller<access::list_segment_fields>,
    application: web::Data<Application>,
) -> Result<web::Json<FilterFieldListBody>, ApiError> {
    let attributes =
        application.database.read(caller.scope(), async |tx| tx.filter_attributes().await).await?;
    let fields = catalogue().iter().map(FilterFieldBody::from);
    Ok(web::Json(FilterFieldListBody {
        items: fields.chain(attributes.into_iter().map(FilterFieldBody::from)).collect(),
        reaction: ReactionFieldsBody {
            kinds: ReactionKind::ALL.iter().map(|kind| ReactionKind::name(*kind)).collect(),
        },
    }))
}

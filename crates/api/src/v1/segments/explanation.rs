//! `GET /v1/customers/{id}/segments/{segment}/explanation`.

use actix_web::{get, web};
use regulars_filters::Filter;
use regulars_kernel::CustomerId;
use regulars_segments::{ExplainedNode, explain, get_segment};
use serde::Serialize;
use utoipa::ToSchema;

use super::path::SegmentPath;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::filter::FilterBody;

/// What a node of a filter is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FilterNodeKind, example = "condition")]
pub enum NodeKindBody {
    /// All nodes inside it must hold.
    All,
    /// One of the nodes inside it must hold.
    Any,
    /// The node inside it must not hold.
    Not,
    /// A condition on the customer.
    Condition,
}

/// One node of the segment's filter, and whether it holds for the customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplainedNodeBody {
    /// Where it stands in the filter: a JSON pointer (RFC 6901), empty for the whole of it.
    #[schema(max_length = 1_000, example = "/all/0")]
    pointer: String,
    /// What it is: `condition`, or what joins the nodes inside it.
    kind: NodeKindBody,
    /// The condition; `null` where the node joins others.
    condition: Option<FilterBody>,
    /// Whether it holds.
    #[schema(example = true)]
    holds: bool,
}

/// Why a customer is in a segment, or is not.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplanationBody {
    /// Whether the customer is in the segment.
    #[schema(example = true)]
    is_in: bool,
    /// Every node of the filter, each before what is inside it.
    items: Vec<ExplainedNodeBody>,
}

impl From<Vec<ExplainedNode>> for ExplanationBody {
    fn from(nodes: Vec<ExplainedNode>) -> Self {
        let items: Vec<ExplainedNodeBody> = nodes
            .into_iter()
            .map(|ExplainedNode { pointer, node, holds }| {
                let kind = match &node {
                    Filter::All(_) => NodeKindBody::All,
                    Filter::Any(_) => NodeKindBody::Any,
                    Filter::Not(_) => NodeKindBody::Not,
                    _ => NodeKindBody::Condition,
                };
                let condition = matches!(kind, NodeKindBody::Condition).then(|| (&node).into());
                ExplainedNodeBody { pointer, kind, condition, holds }
            })
            .collect();
        Self { is_in: items.first().is_some_and(|whole| whole.holds), items }
    }
}

/// Explain why a customer is in a segment, or is not.
///
/// Every condition of the segment's filter, and what joins them, with whether it holds for this customer at this moment. A
/// condition that refers to another segment is one condition: ask for that segment to look inside.
#[utoipa::path(tag = "Segments", params(
    ("id" = Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("segment" = String, Path, description = "The segment's id, or the key of a built-in one",
        example = "all_verified"),
), responses((status = 200, description = "What holds and what does not", body = ExplanationBody)))]
#[get("/v1/customers/{id}/segments/{segment}/explanation")]
pub async fn explain_customer_segment(
    caller: Caller<access::explain_customer_segment>,
    application: web::Data<Application>,
    id: Id,
    segment: SegmentPath,
) -> Result<Single<ExplanationBody>, ApiError> {
    let (customer, now) = (CustomerId::new(id.0), caller.environment(&application).now());
    let calendar = caller.facts().calendar;
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let segment = get_segment(tx, segment.0).await?;
            let segment = segment.ok_or_else(|| ApiError::not_found("segment"))?;
            let nodes = explain(tx, &segment.filter, customer, &calendar, now).await?;
            let nodes = nodes.ok_or_else(|| ApiError::not_found("customer"))?;
            Ok::<_, ApiError>(Single(nodes.into()))
        })
        .await
}

//! `GET /v1/customers/{id}/interactions`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_customers::CustomerReads;
use regulars_kernel::{CustomerId, InteractionId, PageRequest};
use regulars_service::{InteractionPosition, InteractionQuery, InteractionReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{InteractionBody, InteractionKindBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which interactions, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InteractionParameters {
    /// Only those of that kind.
    #[param(inline)]
    kind: Option<InteractionKindBody>,
    /// Only from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List what passed between the merchant and a customer.
///
/// Calls, visits, letters and notes, the newest first. A page of long texts holds fewer items than were asked for.
#[utoipa::path(tag = "Interactions", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    InteractionParameters
), responses((status = 200, description = "A page of interactions", body = List<InteractionBody>)))]
#[get("/v1/customers/{id}/interactions")]
pub async fn list_interactions(
    caller: Caller<access::list_interactions>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<InteractionParameters>,
) -> Result<List<InteractionBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let InteractionParameters { kind, from, to, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after =
        after.map(|(occurred_at, id)| InteractionPosition { occurred_at, id: InteractionId::new(id) });
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = InteractionQuery { kind: kind.map(Into::into), from, to };
    let interactions = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            tx.list_interactions(customer, &query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(interactions, InteractionBody::from, |at| json!([at.occurred_at, at.id.value()])))
}

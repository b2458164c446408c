//! `GET /v1/customers/{id}/timeline`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_customers::CustomerReads;
use regulars_flows::{TimelineQuery, list_timeline};
use regulars_kernel::{CustomerId, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::TimelineEntryBody;
use super::kinds::{TimelineKindBody, asked_for, parse_position, position};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// What of a timeline, and which page of it.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TimelineParameters {
    /// Only these kinds, with commas between. Without it all that the caller may see; one that the caller may not see is
    /// refused.
    #[param(style = Form, explode = false, inline, max_items = 20, example = json!(["purchase", "interaction"]))]
    #[serde(default, deserialize_with = "crate::extract::names")]
    kinds: Vec<TimelineKindBody>,
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

/// List all that happened with a customer.
///
/// Purchases and refunds, messages and reactions, consents, interactions, changes of the record, moves between classes and
/// cards in one list, the newest first. A page goes on where the one before ended, whatever happens meanwhile.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    TimelineParameters
), responses((status = 200, description = "A page of what happened", body = List<TimelineEntryBody>)))]
#[get("/v1/customers/{id}/timeline")]
pub async fn list_customer_timeline(
    caller: Caller<access::list_customer_timeline>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<TimelineParameters>,
) -> Result<List<TimelineEntryBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let TimelineParameters { kinds, from, to, limit, cursor } = parameters.0;
    let query = TimelineQuery { kinds: asked_for(&caller, &kinds)?, from, to };
    let after = cursor.as_deref().map(parse_position).transpose()?;
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let entries = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            list_timeline(tx, customer, &query, page).await.map_err(ApiError::from)
        })
        .await?;
    let (currency, now) = (caller.facts().currency, caller.environment(&application).now());
    Ok(List::of(entries, |entry| TimelineEntryBody::new(entry, currency, now), position))
}

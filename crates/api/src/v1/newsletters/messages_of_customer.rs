//! `GET /v1/customers/{id}/messages`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_customers::CustomerReads;
use regulars_flows::{TimelineKind, TimelineQuery, list_timeline};
use regulars_kernel::{CustomerId, Page, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

use super::message_body::MessageBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;
use crate::v1::timeline::kinds::{parse_position, position};

/// Of which period, and which page of it.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageParameters {
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

/// List what was sent to a customer.
///
/// Newsletters over every channel, with where each message stands, mails that asked the customer to confirm something, and mails
/// with offers to a company; the newest first. Who opened a newsletter and followed its links is told under the tracking mode
/// `individual` and of those who consent to profiling.
#[utoipa::path(tag = "Newsletters", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    MessageParameters
), responses((status = 200, description = "A page of messages", body = List<MessageBody>)))]
#[get("/v1/customers/{id}/messages")]
pub async fn list_customer_messages(
    caller: Caller<access::list_customer_messages>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<MessageParameters>,
) -> Result<List<MessageBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let MessageParameters { from, to, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_position).transpose()?;
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = TimelineQuery { kinds: vec![TimelineKind::Message], from, to };
    let Page { items, next } = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            list_timeline(tx, customer, &query, page).await.map_err(ApiError::from)
        })
        .await?;
    let items = items.into_iter().filter_map(|entry| MessageBody::of(entry.position.at, entry.item));
    Ok(List::of(Page { items: items.collect(), next }, |message| message, position))
}

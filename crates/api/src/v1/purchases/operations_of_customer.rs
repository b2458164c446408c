//! `GET /v1/customers/{id}/operations`.

use actix_web::{HttpRequest, HttpResponse, Responder, get, web};
use chrono::{DateTime, Utc};
use regulars_customers::CustomerReads;
use regulars_flows::{TimelineKind, TimelineQuery, TimelineReads, list_timeline};
use regulars_kernel::{CustomerId, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::operation_body::{OperationBody, OperationTotalsBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, render_cursor, require_order};
use crate::respond::page_response;
use crate::v1::timeline::kinds::{parse_position, position};

/// Of which period, and which page of it.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OperationParameters {
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

/// A page of what a customer bought and gave back, with the totals of the whole period.
#[derive(Serialize, ToSchema)]
pub struct OperationListBody {
    /// The purchases and refunds, the newest first.
    items: Vec<OperationBody>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    next: Option<String>,
    /// What they come to, on all pages.
    totals: OperationTotalsBody,
}

impl Responder for OperationListBody {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        page_response(request, &self, self.next.as_deref())
    }
}

/// List what a customer bought and gave back.
///
/// Purchases and refunds of a period in one list, the newest first, with what they come to.
#[utoipa::path(tag = "Purchases", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    OperationParameters
), responses((status = 200, description = "A page of purchases and refunds", body = OperationListBody)))]
#[get("/v1/customers/{id}/operations")]
pub async fn list_customer_operations(
    caller: Caller<access::list_customer_operations>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<OperationParameters>,
) -> Result<OperationListBody, ApiError> {
    let customer = CustomerId::new(id.0);
    let OperationParameters { from, to, limit, cursor } = parameters.0;
    require_order(from, to, "?to")?;
    let after = cursor.as_deref().map(parse_position).transpose()?;
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = TimelineQuery { kinds: vec![TimelineKind::Purchase, TimelineKind::Refund], from, to };
    let (page, totals) = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            let page = list_timeline(tx, customer, &query, page).await?;
            Ok::<_, ApiError>((page, tx.total_operations(customer, from, to).await?))
        })
        .await?;
    let currency = caller.facts().currency;
    let entries = page.items.into_iter();
    Ok(OperationListBody {
        items: entries.filter_map(|entry| OperationBody::of(entry.position, entry.item, currency)).collect(),
        next: page.next.as_ref().map(|next| render_cursor(&position(next))),
        totals: OperationTotalsBody::new(totals, currency),
    })
}

//! `GET /v1/customers`.

use actix_web::{HttpRequest, HttpResponse, Responder, get, web};
use regulars_customers::{AttributeReads, CustomerReads, CustomerSelection};
use regulars_identity::MerchantFacts;
use regulars_kernel::{CustomerOrder, Instant};
use regulars_persistence::ReadTx;
use regulars_segments::{AudienceReads, resolve_filter};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::respond::page_response;
use crate::v1::customers::body::CustomerBody;
use crate::v1::customers::columns::{Columns, CustomerColumns};
use crate::v1::customers::filtered::page_of;
use crate::v1::customers::list_parameters::CustomerListParameters;
use crate::v1::customers::order::cursor_of;
use crate::v1::views::{columns_of, seen_view};

/// A page of customers, and the cursor of the next one.
#[derive(Serialize, ToSchema)]
pub struct CustomerListBody {
    /// The customers.
    items: Vec<CustomerColumns>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    next: Option<String>,
    /// How many customers there are on all pages; only with `total=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 500, minimum = 0)]
    total: Option<i64>,
}

impl Responder for CustomerListBody {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        page_response(request, &self, self.next.as_deref())
    }
}

/// List and search the merchant's customers.
///
/// The newest first, or in the order that `sort` names. With `q` only those in which every term is found: any part of any value, card numbers included.
/// `type`, `tag`, `city` and `updated_since` narrow the list further; for everything else there is the search by a filter, and
/// `view` with the columns, the filter and the order of a stored view.
#[utoipa::path(tag = "Customers", params(CustomerListParameters), responses(
    (status = 200, description = "A page of customers", body = CustomerListBody)
))]
#[get("/v1/customers")]
pub async fn list_customers(
    caller: Caller<access::list_customers>,
    application: web::Data<Application>,
    query: Query<CustomerListParameters>,
) -> Result<CustomerListBody, ApiError> {
    let (query, by) = (query.0, caller.scope().actor());
    // What is wrong with the parameters is told before anything is read.
    let (selection, columns) = (query.selection()?, query.columns()?);
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let Some(view) = query.view() else {
                let order = query.order_or(CustomerOrder::NEWEST_FIRST);
                return page_of_selection(tx, &query, &selection, order, &columns, &facts, now).await;
            };
            let view = seen_view(tx, view, by).await?;
            let attributes = tx.list_attributes().await?;
            let of_view = Columns::of_view(&columns_of(&view, &attributes));
            let (columns, order) =
                (if query.picks_fields() { columns } else { of_view }, query.order_or(view.order));
            let Some(filter) = view.filter else {
                return page_of_selection(tx, &query, &selection, order, &columns, &facts, now).await;
            };
            if query.is_narrowed() {
                let detail = "has a filter, which leaves no room for q, type, tag, city and updated_since";
                return Err(ApiError::invalid_field("?view", "invalid", detail));
            }
            let page = page_of(tx, &filter, order, query.page(order)?, &columns, &facts, now).await?;
            let total = if query.is_counted() {
                let filter = resolve_filter(tx, &filter, &facts.calendar, now).await?;
                Some(tx.reach_of_customers(&filter, &[], now).await?.customers)
            } else {
                None
            };
            Ok(CustomerListBody { items: page.items, next: page.next, total })
        })
        .await
}

async fn page_of_selection(
    tx: &mut ReadTx,
    query: &CustomerListParameters,
    selection: &CustomerSelection,
    order: CustomerOrder,
    columns: &Columns,
    facts: &MerchantFacts,
    now: Instant,
) -> Result<CustomerListBody, ApiError> {
    let page = query.page(order)?.beginning(order, facts.calendar.date_of(now));
    let customers = tx.list_customers(selection, order, page).await?;
    let total = if query.is_counted() { Some(tx.count_customers(selection).await?) } else { None };
    let items = customers.items.into_iter();
    let items = items.map(|record| columns.pick(&CustomerBody::new(record, facts, now)));
    let next = customers.next.map(|position| cursor_of(order, &position));
    Ok(CustomerListBody { items: items.collect::<Result<_, ApiError>>()?, next, total })
}

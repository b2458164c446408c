//! `GET /v1/customers`.

use actix_web::{HttpRequest, HttpResponse, Responder, get, web};
use regulars_customers::CustomerReads;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::respond::page_response;
use crate::v1::customers::body::CustomerBody;
use crate::v1::customers::columns::CustomerColumns;
use crate::v1::customers::list_parameters::CustomerListParameters;
use crate::v1::customers::order::cursor_of;

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
/// `type`, `tag`, `city` and `updated_since` narrow the list further; for everything else there is the search by a filter.
#[utoipa::path(tag = "Customers", params(CustomerListParameters), responses(
    (status = 200, description = "A page of customers", body = CustomerListBody)
))]
#[get("/v1/customers")]
pub async fn list_customers(
    caller: Caller<access::list_customers>,
    application: web::Data<Application>,
    query: Query<CustomerListParameters>,
) -> Result<CustomerListBody, ApiError> {
    let order = query.0.order();
    let (selection, page) = (query.0.selection()?, query.0.page(order)?);
    let (columns, counted) = (query.0.columns()?, query.0.is_counted());
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let customers = tx.list_customers(&selection, order, page).await?;
            let total = if counted { Some(tx.count_customers(&selection).await?) } else { None };
            let items = customers.items.into_iter();
            let items = items.map(|record| columns.pick(&CustomerBody::new(record, &facts, now)));
            let next = customers.next.map(|position| cursor_of(order, &position));
            Ok(CustomerListBody { items: items.collect::<Result<_, ApiError>>()?, next, total })
        })
        .await
}

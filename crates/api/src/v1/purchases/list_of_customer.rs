//! `GET /v1/customers/{id}/purchases`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::CustomerId;
use regulars_purchases::PurchaseFilter;

use super::body::PurchaseBody;
use super::list::page_of;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List a customer's purchases.
///
/// The newest first, by the till's clock.
#[utoipa::path(tag = "Purchases",
    params(("id" = uuid::Uuid, Path, description = "The customer's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"), PageParameters),
    responses((status = 200, description = "A page of purchases", body = List<PurchaseBody>)))]
#[get("/v1/customers/{id}/purchases")]
pub async fn list_customer_purchases(
    caller: Caller<access::list_customer_purchases>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<PurchaseBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let known =
        application.database.read(caller.scope(), async move |tx| tx.find_customer(customer).await).await?;
    known.ok_or_else(|| ApiError::not_found("customer"))?;
    let filter = PurchaseFilter { customer: Some(customer), ..PurchaseFilter::default() };
    page_of(&application, caller.scope(), filter, &page.0).await
}

//! `GET /v1/customers/{id}`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::CustomerId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::customers::body::CustomerBody;

/// Show a customer.
///
/// Personal data, tags, attributes, cards, and what the customer has bought.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "The customer", body = CustomerBody)))]
#[get("/v1/customers/{id}")]
pub async fn get_customer(
    caller: Caller<access::get_customer>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    application
        .database
        .read(caller.scope(), async move |tx| {
            let record = tx.find_customer(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            Ok(Single(CustomerBody::new(record, &facts, now)))
        })
        .await
}

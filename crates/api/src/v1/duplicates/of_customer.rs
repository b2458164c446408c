//! `GET /v1/customers/{id}/duplicates`.

use actix_web::{get, web};
use regulars_customers::{CustomerReads, duplicates_of};
use regulars_kernel::CustomerId;

use super::body::{CustomerDuplicatesBody, DuplicateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// List who may be the same person as a customer.
///
/// The surest first, at most 100. Who was said to be somebody else is not among them.
#[utoipa::path(tag = "Duplicates", params(("id" = uuid::Uuid, Path, description = "The customer's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")),
    responses((status = 200, description = "The pairs that the customer is part of", body = CustomerDuplicatesBody)))]
#[get("/v1/customers/{id}/duplicates")]
pub async fn list_customer_duplicates(
    caller: Caller<access::list_customer_duplicates>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerDuplicatesBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let (currency, role) = (caller.facts().currency, caller.identity().role);
    let found = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            Ok::<_, ApiError>(duplicates_of(tx, id).await?)
        })
        .await?;
    let items = found.into_iter().map(|found| DuplicateBody::new(found, currency, role)).collect();
    Ok(Single(CustomerDuplicatesBody { items }))
}

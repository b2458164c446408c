//! `GET /v1/customers/{id}/files`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::{CustomerFileId, CustomerId};
use regulars_service::CustomerFileReads;

use super::body::CustomerFileBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the files of a customer.
///
/// The newest first.
#[utoipa::path(tag = "Files", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    PageParameters
), responses((status = 200, description = "A page of files", body = List<CustomerFileBody>)))]
#[get("/v1/customers/{id}/files")]
pub async fn list_customer_files(
    caller: Caller<access::list_customer_files>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<CustomerFileBody>, ApiError> {
    let (customer, page) = (CustomerId::new(id.0), page.0.by_id(CustomerFileId::new)?);
    let files = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            tx.list_customer_files(customer, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(files, CustomerFileBody::from, |id| id.to_string().into()))
}

//! `GET /v1/customers/deletions/{id}/items`.

use actix_web::{get, web};
use regulars_flows::DeletionReads;
use regulars_kernel::{CustomerDeletionId, CustomerId};

use super::deletion_body::CustomerDeletionItemBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the customers of an erasure.
///
/// What became of each, by their ids.
#[utoipa::path(tag = "Customers", params(("id" = uuid::Uuid, Path, description = "The erasure's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9"), PageParameters),
    responses((status = 200, description = "A page of customers", body = List<CustomerDeletionItemBody>)))]
#[get("/v1/customers/deletions/{id}/items")]
pub async fn list_customer_deletion_items(
    caller: Caller<access::list_customer_deletion_items>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<CustomerDeletionItemBody>, ApiError> {
    let (id, page) = (CustomerDeletionId::new(id.0), page.0.by_id(CustomerId::new)?);
    let items = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_deletion(id).await?.ok_or_else(|| ApiError::not_found("erasure"))?;
            tx.list_deletion_items(id, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(items, CustomerDeletionItemBody::from, |id| id.to_string().into()))
}

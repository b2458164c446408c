//! `GET /v1/customers/deletions/{id}`.

use actix_web::{get, web};
use regulars_flows::DeletionReads;
use regulars_kernel::CustomerDeletionId;

use super::deletion_body::CustomerDeletionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an erasure of many.
///
/// Where it stands and how far it is.
#[utoipa::path(tag = "Customers", params(("id" = uuid::Uuid, Path, description = "The erasure's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9")),
    responses((status = 200, description = "The erasure", body = CustomerDeletionBody)))]
#[get("/v1/customers/deletions/{id}")]
pub async fn get_customer_deletion(
    caller: Caller<access::get_customer_deletion>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerDeletionBody>, ApiError> {
    let id = CustomerDeletionId::new(id.0);
    let found = application.database.read(caller.scope(), async move |tx| tx.find_deletion(id).await).await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("erasure"))?.into()))
}

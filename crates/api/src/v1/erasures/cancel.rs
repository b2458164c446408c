//! `POST /v1/customers/deletions/{id}/cancel`.

use actix_web::{post, web};
use regulars_flows::cancel_deletion;
use regulars_kernel::CustomerDeletionId;

use super::deletion_body::CustomerDeletionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Call an erasure of many off.
///
/// Who is erased by then stays erased; nobody else is. Called off a second time it is a success.
#[utoipa::path(tag = "Customers", params(("id" = uuid::Uuid, Path, description = "The erasure's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9")),
    extensions(("x-idempotency" = json!("natural"))),
    responses(
        (status = 200, description = "The erasure as it is now", body = CustomerDeletionBody),
        (status = 409, description = "It is done already"),
    ))]
#[post("/v1/customers/deletions/{id}/cancel")]
pub async fn cancel_customer_deletion(
    caller: Caller<access::cancel_customer_deletion>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerDeletionBody>, ApiError> {
    let (id, environment) = (CustomerDeletionId::new(id.0), caller.environment(&application));
    let cancelled = application.database.write(caller.scope(), move |tx| {
        Box::pin(async move { cancel_deletion(tx, &environment, id).await.map_err(ApiError::from) })
    });
    Ok(Single(cancelled.await?.into()))
}

//! `GET /v1/customers/{id}/consents`.

use actix_web::{get, web};
use regulars_consent::list_consents as list;
use regulars_kernel::CustomerId;

use super::body::{ConsentBody, ConsentsBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show what a customer consents to.
///
/// What the statements about each purpose and channel come to. A purpose that is missing was never spoken about.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "The statements that stand", body = ConsentsBody)))]
#[get("/v1/customers/{id}/consents")]
pub async fn list_consents(
    caller: Caller<access::list_consents>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ConsentsBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let standing = application
        .database
        .read(caller.scope(), async move |tx| list(tx, id).await.map_err(ApiError::from))
        .await?;
    Ok(Single(ConsentsBody { items: standing.into_iter().map(ConsentBody::from).collect() }))
}

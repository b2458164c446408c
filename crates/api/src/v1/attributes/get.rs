//! `GET /v1/attributes/{id}`.

use actix_web::{get, web};
use regulars_customers::AttributeReads;
use regulars_kernel::AttributeId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::attributes::body::AttributeBody;

/// Show a custom attribute.
///
/// Its key, name, type and limits.
#[utoipa::path(tag = "Attributes", params(
    ("id" = uuid::Uuid, Path, description = "The attribute's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e10")
), responses((status = 200, description = "The attribute", body = AttributeBody)))]
#[get("/v1/attributes/{id}")]
pub async fn get_attribute(
    caller: Caller<access::get_attribute>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<AttributeBody>, ApiError> {
    let id = AttributeId::new(id.0);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_attribute(id).await).await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("attribute"))?.into()))
}

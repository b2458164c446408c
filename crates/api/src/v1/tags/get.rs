//! `GET /v1/tags/{id}`.

use actix_web::{get, web};
use regulars_customers::TagReads;
use regulars_kernel::TagId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::tags::body::TagBody;

/// Show a tag.
///
/// Its name and colour.
#[utoipa::path(tag = "Tags", params(
    ("id" = uuid::Uuid, Path, description = "The tag's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50")
), responses((status = 200, description = "The tag", body = TagBody)))]
#[get("/v1/tags/{id}")]
pub async fn get_tag(
    caller: Caller<access::get_tag>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<TagBody>, ApiError> {
    let id = TagId::new(id.0);
    let tag = application.database.read(caller.scope(), async move |tx| tx.find_tag(id).await).await?;
    Ok(Single(tag.ok_or_else(|| ApiError::not_found("tag"))?.into()))
}

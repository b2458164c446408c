//! `GET /v1/media/{id}`.

use actix_web::{get, web};
use regulars_kernel::MediaId;
use regulars_newsletters::MediaReads;

use super::body::MediaBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an uploaded image.
///
/// Its size and where everybody can see it.
#[utoipa::path(tag = "Media", params(("id" = uuid::Uuid, Path, description = "The image's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60")), responses(
    (status = 200, description = "The image", body = MediaBody)
))]
#[get("/v1/media/{id}")]
pub async fn get_media(
    caller: Caller<access::get_media>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<MediaBody>, ApiError> {
    let id = MediaId::new(id.0);
    let media = application.database.read(caller.scope(), async move |tx| tx.find_media(id).await).await?;
    let media = media.ok_or_else(|| ApiError::not_found("image"))?;
    Ok(Single(MediaBody::of(&application, caller.scope().merchant(), media)))
}

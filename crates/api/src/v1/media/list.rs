//! `GET /v1/media`.

use actix_web::{get, web};
use regulars_kernel::MediaId;
use regulars_newsletters::MediaReads;

use super::body::MediaBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the uploaded images.
///
/// The newest first.
#[utoipa::path(tag = "Media", params(PageParameters), responses(
    (status = 200, description = "A page of images", body = List<MediaBody>)
))]
#[get("/v1/media")]
pub async fn list_media(
    caller: Caller<access::list_media>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<MediaBody>, ApiError> {
    let page = page.0.by_id(MediaId::new)?;
    let merchant = caller.scope().merchant();
    let media = application.database.read(caller.scope(), async move |tx| tx.list_media(page).await).await?;
    Ok(List::of(media, |media| MediaBody::of(&application, merchant, media), |id| id.to_string().into()))
}

//! `GET /media/{merchant_id}/{id}`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use regulars_kernel::{Actor, MediaId, MerchantId, Scope};
use regulars_newsletters::MediaReads;
use uuid::Uuid;

use crate::application::Application;
use crate::error::ApiError;

/// Fetch an image.
///
/// Mail programs fetch the images of newsletters here, without a credential. An image never changes, so it may be kept
/// for a year.
#[utoipa::path(tag = "Media", params(
    ("merchant_id" = Uuid, Path, description = "The merchant's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b"),
    ("id" = Uuid, Path, description = "The image's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60"),
), responses((status = 200, description = "The bytes of the image", content(
    (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/gif"), (Vec<u8> = "image/webp")
))))]
#[get("/media/{merchant_id}/{id}")]
pub async fn download_media(
    application: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, ApiError> {
    let (merchant, id) = path.into_inner();
    let not_found = || ApiError::not_found("image");
    let merchant = Uuid::try_parse(&merchant).ok().map(MerchantId::new).ok_or_else(not_found)?;
    let id = Uuid::try_parse(&id).ok().map(MediaId::new).ok_or_else(not_found)?;
    #[expect(
        clippy::disallowed_methods,
        reason = "an image of a newsletter is for everybody who knows its id"
    )]
    let scope = Scope::of_authenticated_caller(merchant, Actor::System);
    let image = application.database.read(scope, async move |tx| tx.read_media(id).await).await?;
    let (format, bytes) = image.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok()
        .content_type(format.content_type())
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(bytes))
}

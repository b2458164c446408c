//! `POST /v1/media`.

use actix_web::{post, web};
use regulars_kernel::Label;
use regulars_newsletters::upload_media as upload;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::MediaBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Image, OnceKey, Query};
use crate::respond::{Created, Once};

/// What the image is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadParameters {
    /// What the file is called.
    #[param(min_length = 1, max_length = 200, example = "hleb.png")]
    pub file_name: Option<String>,
}

impl UploadParameters {
    fn check(self) -> Result<Label, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.file_name.as_deref().unwrap_or("image");
        // Browsers of long ago send the whole path.
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = invalid.check("?file_name", name.parse::<Label>());
        invalid.finish_with(name)
    }
}

/// Upload an image.
///
/// Send the bytes of a PNG, JPEG, GIF or WebP as the body, with its content type. It has at most 5 MiB and 4000 pixels on
/// each side, and its pixels need at most 80 MiB. They are all read: what is no image, or another kind than the content
/// type says, or damaged or cut off, is refused.
#[utoipa::path(tag = "Media", params(UploadParameters), request_body(
    description = "The bytes of the image",
    content(
        (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/gif"), (Vec<u8> = "image/webp")
    )
), responses((status = 201, description = "Uploaded", body = MediaBody)))]
#[post("/v1/media")]
pub async fn upload_media(
    caller: Caller<access::upload_media>,
    application: web::Data<Application>,
    key: OnceKey,
    parameters: Query<UploadParameters>,
    image: Image,
) -> Result<Created<MediaBody>, ApiError> {
    let once = Once::new(key, image.fingerprint);
    let file_name = parameters.0.check()?;
    let (environment, merchant) = (caller.environment(&application), caller.scope().merchant());
    let addresses = application.clone();
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let media = upload(tx, &environment, file_name, &image.value).await?;
            let location = format!("/v1/media/{}", media.id);
            Created::at(location, &MediaBody::of(&addresses, merchant, media))
        })
    })
    .await
}

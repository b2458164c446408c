//! Images as bodies: bounded in size and time, and looked at before anything else is done.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use regulars_newsletters::{ImageBytes, ImageFormat};

use super::body::{Fingerprint, application, content_type, deadline, party_of, read_within};
use crate::auth::refuse;
use crate::error::{ApiError, Code, Invalid};

/// How many times longer an image may take to arrive than other bodies, which are a fifth of its size.
const PATIENCE: u32 = 4;

/// An image, and the fingerprint of the request that carried it.
pub struct Image {
    /// The image, whose content fits the content type.
    pub value: ImageBytes,
    /// HMAC-SHA256 over method, path and body: the same for the same request only.
    pub fingerprint: Vec<u8>,
}

impl FromRequest for Image {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            match take(&request, payload).await {
                Ok(image) => Ok(image),
                Err(error) => Err(refuse(&request, error).await),
            }
        })
    }
}

async fn take(request: &HttpRequest, payload: Payload) -> Result<Image, ApiError> {
    let format: ImageFormat =
        content_type(request).and_then(|given| given.parse().ok()).ok_or_else(|| {
            let detail = "send image/png, image/jpeg, image/gif or image/webp";
            ApiError::new(Code::UnsupportedMediaType, detail)
        })?;
    let patience = deadline(request)? * PATIENCE;
    let bytes = read_within(request, payload, ImageBytes::MAX_BYTES, patience).await?;
    let print = Fingerprint::begin(request);
    let looking = move || (print.of(&bytes), ImageBytes::new(bytes, format));
    let (fingerprint, value) = application(request)?.decoders.run(party_of(request), looking).await?;
    let mut invalid = Invalid::default();
    let value = invalid.check("", value);
    Ok(Image { value: invalid.finish_with(value)?, fingerprint })
}

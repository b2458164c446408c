//! One resource, with the tag of its state.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Responder};
use data_encoding::BASE64URL_NOPAD;
use regulars_kernel::StoreError;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::ApiError;

/// One resource: `200` with its `ETag`, or `304` when the caller has that state already.
pub struct Single<B>(pub B);

/// Done, and there is nothing to show: `204`.
pub struct NoContent;

/// The JSON of a body, and the strong entity tag of it (RFC 9110, section 8.8.3).
pub fn etag_of(body: &impl Serialize) -> Result<(String, String), ApiError> {
    let json = serde_json::to_string(body).map_err(|error| StoreError::Failed(error.into()))?;
    let etag = format!("\"{}\"", BASE64URL_NOPAD.encode(&Sha256::digest(json.as_bytes())[..12]));
    Ok((json, etag))
}

impl<B: Serialize> Responder for Single<B> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let (json, etag) = match etag_of(&self.0) {
            Ok(rendered) => rendered,
            Err(error) => return actix_web::ResponseError::error_response(&error),
        };
        let seen = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let reading = request.method() == actix_web::http::Method::GET;
        let mut response =
            if reading && seen.is_some_and(|seen| seen.split(',').any(|tag| tag.trim() == etag)) {
                HttpResponse::NotModified().finish()
            } else {
                HttpResponse::Ok().content_type("application/json").body(json)
            };
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            response.headers_mut().insert(header::ETAG, etag);
        }
        response
    }
}

impl Responder for NoContent {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

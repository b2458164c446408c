//! One resource, with the tag of its state.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;

use crate::error::ApiError;
use crate::respond::entity_tag::tag_of;

/// One resource: `200` with its `ETag`.
pub struct Single<B>(pub B);

/// Done, and there is nothing to show: `204`.
pub struct NoContent;

/// It will be done, durably, and there is nothing to show yet: `202`.
pub struct Accepted;

/// The JSON of a body, and the strong entity tag of it (RFC 9110, section 8.8.3).
pub fn etag_of(body: &impl Serialize) -> Result<(String, String), ApiError> {
    let json = serde_json::to_string(body).map_err(ApiError::defect)?;
    let etag = tag_of(json.as_bytes());
    Ok((json, etag))
}

impl<B: Serialize> Responder for Single<B> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let (json, etag) = match etag_of(&self.0) {
            Ok(rendered) => rendered,
            Err(error) => return actix_web::ResponseError::error_response(&error),
        };
        let mut response = HttpResponse::Ok().content_type("application/json").body(json);
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            response.headers_mut().insert(header::ETAG, etag);
        }
        response
    }
}

impl Responder for Accepted {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().finish()
    }
}

impl Responder for NoContent {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

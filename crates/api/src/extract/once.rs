//! `Idempotency-Key`: the same request under the same key is done once.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use crate::auth::or_refuse;
use crate::error::ApiError;

/// The key that the caller gave the request, if it gave one.
pub struct OnceKey {
    /// The key.
    pub key: Option<String>,
    /// The ids in the path of the request: whom it may be about.
    pub named: Vec<Uuid>,
}

/// The most characters of a key.
const MAX_LENGTH: usize = 255;

impl FromRequest for OnceKey {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        or_refuse(request, parse(request))
    }
}

fn parse(request: &HttpRequest) -> Result<OnceKey, ApiError> {
    let Some(value) = request.headers().get("Idempotency-Key") else {
        return Ok(OnceKey { key: None, named: Vec::new() });
    };
    let key = value.to_str().unwrap_or_default().trim();
    if key.is_empty() || key.len() > MAX_LENGTH || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        let detail = format!("must be 1 to {MAX_LENGTH} visible ASCII characters");
        return Err(ApiError::invalid_field("?Idempotency-Key", "invalid", detail));
    }
    let named = request.match_info().iter().filter_map(|(_, part)| part.parse().ok()).collect();
    Ok(OnceKey { key: Some(key.to_owned()), named })
}

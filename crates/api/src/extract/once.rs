//! `Idempotency-Key`: the same request under the same key is done once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::error::ApiError;

/// The key that the caller gave the request, if it gave one.
pub struct OnceKey(pub Option<String>);

/// The most characters of a key.
const MAX_LENGTH: usize = 255;

impl FromRequest for OnceKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get("Idempotency-Key") else { return ready(Ok(Self(None))) };
        let key = value.to_str().unwrap_or_default().trim();
        if key.is_empty() || key.len() > MAX_LENGTH || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let detail = format!("must be 1 to {MAX_LENGTH} visible ASCII characters");
            return ready(Err(ApiError::invalid_field("?Idempotency-Key", "invalid", detail)));
        }
        ready(Ok(Self(Some(key.to_owned()))))
    }
}

//! Requests that say everything by their path.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::{Ready, ready};

use super::body::fingerprint;

/// The fingerprint of a request that needs no body. What a caller sends along is not read.
pub struct Bodiless {
    /// HMAC-SHA256 over method and path with its parameters: the same for the same request only.
    pub fingerprint: Vec<u8>,
}

impl FromRequest for Bodiless {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self { fingerprint: fingerprint(request, &[]) }))
    }
}

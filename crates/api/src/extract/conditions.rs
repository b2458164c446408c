//! `If-Match`: a change is made only to the state that the caller has seen.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use serde::Serialize;

use crate::error::{ApiError, Code};
use crate::respond::{etag_of, names_state};

/// The state that the caller wants to change, if it names one.
#[derive(Clone)]
pub struct IfMatch(Option<String>);

impl IfMatch {
    /// Whether the caller names a state.
    pub const fn is_named(&self) -> bool {
        self.0.is_some()
    }

    /// Fails when the caller named another state than `current`.
    pub fn check(&self, current: &impl Serialize) -> Result<(), ApiError> {
        let Some(named) = &self.0 else { return Ok(()) };
        let (_, etag) = etag_of(current)?;
        if names_state(named, &etag) {
            Ok(())
        } else {
            Err(ApiError::new(Code::PreconditionFailed, "the resource has changed; read it again"))
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let named = request
            .headers()
            .get(header::IF_MATCH)
            .map(|value| value.to_str().unwrap_or_default().to_owned());
        ready(Ok(Self(named)))
    }
}

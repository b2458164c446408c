//! Forms of pages: bounded in size and time, as every body is.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;

use super::body::{deadline, read_within};
use crate::error::ApiError;

/// The most bytes of a form: its longest text of 4,000 characters, each of which may take twelve bytes on the wire, and more.
const MAX_BYTES: usize = 64 * 1024;

/// What a form sent, pair by pair. A body that is no form is an empty one.
pub struct SentForm(Vec<(String, String)>);

impl SentForm {
    /// The parameters of an address, read as a form is.
    pub fn of_query(query: &str) -> Self {
        Self(serde_html_form::from_str(query).unwrap_or_default())
    }

    /// Whether the form has that value under that name.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(known, sent)| known == name && sent == value)
    }

    /// The first value under that name; empty without one.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, sent)| sent.as_str())
    }
}

impl FromRequest for SentForm {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let bytes = read_within(&request, payload, MAX_BYTES, deadline(&request)?).await?;
            Ok(Self(serde_html_form::from_bytes(&bytes).unwrap_or_default()))
        })
    }
}

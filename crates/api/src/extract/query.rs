//! Query parameters. Unknown ones are refused, so that a typing mistake is not silently ignored.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use crate::auth::or_refuse;
use crate::error::ApiError;

/// The query parameters of a request.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some(name) = empty_parameter(request.query_string()) {
            let refused = ApiError::invalid_field(&format!("?{name}"), "invalid", "must not be empty");
            return or_refuse(request, Err(refused));
        }
        let deserializer = serde_html_form::Deserializer::from_bytes(request.query_string().as_bytes());
        let parsed = serde_path_to_error::deserialize(deserializer).map(Self).map_err(|error| {
            let name = error.path().to_string();
            let detail = error.into_inner().to_string();
            let name =
                if name == "." { detail.split('`').nth(1).unwrap_or_default().to_owned() } else { name };
            if detail.starts_with("unknown field") {
                ApiError::unknown_parameter(&name)
            } else {
                ApiError::invalid_field(&format!("?{name}"), "invalid", detail)
            }
        });
        or_refuse(request, parsed)
    }
}

/// The name of a parameter without a value. It is more likely a mistake than a wish for the default.
fn empty_parameter(query: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    pairs.into_iter().find(|(_, value)| value.is_empty()).map(|(name, _)| name)
}

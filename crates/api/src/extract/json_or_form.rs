//! Bodies that come as JSON or as a form: clients of OAuth send forms (RFC 6749, section 4.4.2).

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::body::{Body, content_type, deadline, parse, read_within, take, understand};
use crate::error::{ApiError, Code, Invalid};

/// The most bytes of a form.
const MAX_BYTES: usize = 16 * 1024;

const FORM: &str = "application/x-www-form-urlencoded";

/// What a form may have. Of a form, unlike of JSON, what is not known is ignored, and what is empty is not there
/// (RFC 6749, section 3.2).
pub trait FormFields {
    /// The names of the fields.
    const NAMES: &[&str];
}

/// A body that came as JSON or as a form.
pub struct JsonOrForm<T>(pub T);

impl<T: DeserializeOwned + FormFields + Send + 'static> FromRequest for JsonOrForm<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let taken: Result<Body<T>, ApiError> = match content_type(&request).as_deref() {
                Some(FORM) => take_form(&request, payload).await,
                _ => take(&request, payload).await,
            };
            taken.map(|body| Self(body.value)).map_err(ApiError::for_oauth)
        })
    }
}

async fn take_form<T: DeserializeOwned + FormFields + Send + 'static>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<Body<T>, ApiError> {
    let bytes = read_within(request, payload, MAX_BYTES, deadline(request)?).await?;
    let object = object_of(&bytes, T::NAMES)?;
    understand(request, object.to_string().into_bytes(), parse).await
}

/// The form as the object that JSON would have been.
fn object_of(bytes: &[u8], names: &[&str]) -> Result<Value, ApiError> {
    let no_form = |_| ApiError::new(Code::MalformedBody, "the body is not a well-formed form");
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(bytes).map_err(no_form)?;
    let mut object = Map::new();
    let mut invalid = Invalid::default();
    for (name, value) in pairs {
        if value.is_empty() || !names.contains(&name.as_str()) {
            continue;
        }
        if object.insert(name.clone(), Value::String(value)).is_some() {
            invalid.add(format!("/{name}"), "too_many", "must be sent once");
        }
    }
    invalid.finish()?;
    Ok(Value::Object(object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_the_object_that_json_would_have_been() {
        let object = object_of(
            b"grant_type=password&username=a%40b.rs&password=a+b%2B&x=1&scope=",
            &["grant_type", "username", "password", "scope"],
        );
        let expected =
            serde_json::json!({"grant_type": "password", "username": "a@b.rs", "password": "a b+"});
        assert_eq!(object.unwrap(), expected);
    }

    #[test]
    fn what_comes_twice_is_refused_by_name() {
        let error = object_of(b"scope=a&scope=b", &["scope"]).unwrap_err();
        assert_eq!(error.problem().errors[0].pointer, "/scope");
    }
}

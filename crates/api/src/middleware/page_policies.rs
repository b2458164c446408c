//! The content security policy of pages that do not bring one of their own.

use actix_web::http::header::{self, HeaderMap, HeaderValue};

/// A page of text alone.
const TEXT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
/// Swagger UI: its own files, styles that its script writes into elements, pictures within its style, and requests to the
/// program itself.
const SWAGGER_UI: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Gives every page a policy.
pub fn set_policy(path: &str, headers: &mut HeaderMap) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
    if is_page && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let policy = if path.starts_with("/docs/") { SWAGGER_UI } else { TEXT };
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

//! Looks at a request for a tracked link or for the invisible image.

use actix_web::http::header;
use actix_web::{HttpMessage, HttpRequest};
use regulars_newsletters::{HitLook, RequestSigns};

use crate::middleware::HeadersOnly;

/// Headers by which browsers and mail programs say that they fetch ahead.
const PURPOSES: [&str; 4] = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/// What the request looks like. Neither its address nor its program is kept.
pub fn look_of(request: &HttpRequest) -> HitLook {
    let headers = request.headers();
    let says_ahead = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        value.contains("prefetch") || value.contains("preview") || value.contains("prerender")
    };
    HitLook::of(RequestSigns {
        headers_only: request.extensions().get::<HeadersOnly>().is_some(),
        fetched_ahead: PURPOSES.into_iter().any(says_ahead),
        program: headers.get(header::USER_AGENT).and_then(|program| program.to_str().ok()),
    })
}

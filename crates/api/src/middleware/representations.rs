//! In which form an answer is sent: not at all when the client has that state already, packed when it likes that.
//!
//! What holds tokens or secrets is never packed: from the length of a packed answer somebody who makes a browser ask for
//! more and more of it could guess them (BREACH). So only what reads is, and of that nothing behind a link with a token.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpRequest, HttpResponse};

use crate::application::Application;
use crate::encodings::{Effort, Encoding, SHORTEST, best_accepted, is_text};
use crate::respond::{names_state_weakly, tag_of_encoded};

/// Folders of what is read and may be packed.
const READ: [&str; 3] = ["/v1/", "/.well-known/", "/problems/"];
/// What is read and holds the links of captured messages, or that of their mailbox.
const HOLDS_TOKENS: [&str; 2] = ["/v1/sandbox/messages", "/v1/sandbox/mailbox"];
/// What reads although it is sent by POST, because its question is long.
const READ_BY_POST: [&str; 2] = ["/v1/customers/search", "/v1/segments/preview"];

/// Answers 304 where the client has the state already, and packs what is long.
pub async fn choose_representation(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (request, response) = next.call(request).await?.into_parts();
    let (mut response, body) = response.into_parts();
    let may_be_packed = may_be_packed(&request, &response);
    if may_be_packed {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    if has_state(&request, &response) {
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        headers.remove(header::CONTENT_ENCODING);
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(()))));
    }
    let body = match body.try_into_bytes() {
        Ok(bytes) => {
            let packed = if may_be_packed { packed(&request, &bytes).await } else { None };
            match packed {
                Some((encoding, packed)) => {
                    tell_encoding(encoding, response.headers_mut());
                    packed.boxed()
                }
                None => bytes.boxed(),
            }
        }
        Err(body) => body.boxed(),
    };
    Ok(ServiceResponse::new(request, response.set_body(body)))
}

fn may_be_packed(request: &HttpRequest, response: &HttpResponse<()>) -> bool {
    let pattern = request.match_pattern().unwrap_or_default();
    let reads = match *request.method() {
        Method::GET => {
            READ.into_iter().any(|folder| pattern.starts_with(folder))
                && !HOLDS_TOKENS.contains(&pattern.as_str())
        }
        Method::POST => READ_BY_POST.contains(&pattern.as_str()),
        _ => false,
    };
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    reads && kind.is_some_and(is_text) && !response.headers().contains_key(header::CONTENT_ENCODING)
}

/// Whether the client says that it has the state that it would be answered with.
fn has_state(request: &HttpRequest, response: &HttpResponse<()>) -> bool {
    if request.method() != Method::GET || response.status() != StatusCode::OK {
        return false;
    }
    let Some(tag) = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()) else {
        return false;
    };
    let mut named = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|list| list.to_str().ok());
    named.any(|list| names_state_weakly(list, tag))
}

async fn packed(request: &HttpRequest, bytes: &Bytes) -> Option<(Encoding, Bytes)> {
    let encoding = best_accepted(request.headers()).filter(|_| bytes.len() >= SHORTEST)?;
    let application = request.app_data::<Data<Application>>()?;
    let packed = application.encoders.encode(encoding, bytes, Effort::OneAnswer).await?;
    Some((encoding, packed))
}

fn tell_encoding(encoding: Encoding, headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    let tag =
        headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(|tag| tag_of_encoded(tag, encoding));
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
        headers.insert(header::ETAG, tag);
    }
}

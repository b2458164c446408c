//! Cross-origin requests of browsers (CORS, as the Fetch standard has it): who may read the contract's answers.
//!
//! Credentials are headers that a page's own script sends, never cookies, so none are allowed here. The pages behind links
//! and Swagger UI belong to this origin alone.

use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::HttpResponse;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;
use regulars_identity::Origin;

use crate::application::Application;
use crate::auth::CredentialOf;

/// What is open to other origins: the contract, images, and the document that describes it.
const OPEN_FOLDERS: [&str; 3] = ["/v1/", "/media/", "/.well-known/"];
const OPEN_DOCUMENT: &str = "/openapi.json";

/// Every method of the contract: which of them a path has is told by 405, which a browser may then read.
const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
/// What requests may carry besides what every page may send.
const REQUEST_HEADERS: HeaderValue = HeaderValue::from_static(
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match",
);
/// What pages may read besides what every page may read.
const EXPOSED_HEADERS: HeaderValue = HeaderValue::from_static(
    "Allow, ETag, Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, \
     X-Request-Id",
);
/// How long a browser remembers what it was told, in seconds: as long as Chromium does at most.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");

/// Tells browsers which other origins may call, and opens the answers to them.
pub async fn open_to_other_origins(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let path = request.path();
    if path != OPEN_DOCUMENT && !OPEN_FOLDERS.into_iter().any(|folder| path.starts_with(folder)) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let Some((application, origin)) = asked_from_elsewhere(&request) else {
        let mut response = next.call(request).await?.map_into_left_body();
        response.headers_mut().append(header::VARY, HeaderValue::from_static("Origin"));
        return Ok(response);
    };
    application.origins.refresh(&application.database, &application.environment).await;
    let is_question = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_question && application.origins.is_known(&origin) {
        request.into_response(told_yes()).map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };
    let credential = response.request().extensions().get::<CredentialOf>().copied();
    let is_open = application.origins.may_read(&origin, credential);
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if is_open {
        open_to(&origin, headers);
    }
    Ok(response)
}

/// The application, and the other origin that a page asks from.
fn asked_from_elsewhere(request: &ServiceRequest) -> Option<(web::Data<Application>, Origin)> {
    let application = request.app_data::<web::Data<Application>>()?;
    let written = request.headers().get(header::ORIGIN)?.to_str().ok()?;
    let origin: Origin = written.parse().ok()?;
    (origin.as_str() == written && written != application.settings.public_url)
        .then(|| (application.clone(), origin))
}

fn told_yes() -> HttpResponse {
    let mut response = HttpResponse::NoContent().finish();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    let asked = "Access-Control-Request-Method, Access-Control-Request-Headers";
    headers.append(header::VARY, HeaderValue::from_static(asked));
    response
}

fn open_to(origin: &Origin, headers: &mut HeaderMap) {
    if let Ok(origin) = HeaderValue::from_str(origin.as_str()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    }
}

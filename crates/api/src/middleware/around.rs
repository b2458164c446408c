//! The request's id, its line in the log, and the headers that every answer has.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;
use actix_web::{Error, HttpMessage};
use tracing::Instrument;

use super::asker::Asker;
use super::page_limits::is_page;
use super::page_policies::set_policy;
use super::rate_limits::RateState;
use super::unread_body::HeldBody;
use crate::application::Application;
use crate::connection::ConnectionActivity;
use crate::extract::preferred_language;

/// Gives the request an id, answers it, logs one line, and completes the answer's headers. Neither the query string nor
/// anything of the body is logged: both can hold personal data.
pub async fn around_each_request(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let asker = asker_of(&request);
    let id = asker.request;
    // Each line of the request tells these. Who calls is known once the credential has been checked.
    let span = tracing::info_span!(
        "request",
        %id,
        method = %request.method(),
        route = request.match_pattern().unwrap_or_else(|| "unknown".to_owned()),
        merchant = tracing::field::Empty,
        credential = tracing::field::Empty,
        role = tracing::field::Empty,
    );
    let held = HeldBody::of(&mut request);
    let in_hand = request.conn_data::<ConnectionActivity>().map(ConnectionActivity::begin);
    let begun = Instant::now();
    let answered = asker.answer(next.call(request)).instrument(span.clone()).await;
    drop(in_hand);
    if let Some(held) = held {
        held.release();
    }
    let mut response = match answered {
        Ok(response) => response,
        Err(error) => return Err(error),
    };
    let status = response.status().as_u16();
    let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(parent: &span, status, milliseconds, "answered");
    let rate = response.request().extensions().get::<RateState>().copied();
    let path = response.request().path().to_owned();
    let headers = response.headers_mut();
    set_policy(&path, headers);
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(HeaderName::from_static("x-request-id"), &id.to_string());
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    if let Some(rate) = rate {
        set(HeaderName::from_static("ratelimit-policy"), &rate.policy());
        set(HeaderName::from_static("ratelimit"), &rate.remaining());
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn asker_of(request: &ServiceRequest) -> Asker {
    let Some(application) = request.app_data::<web::Data<Application>>() else { return Asker::default() };
    Asker {
        request: application.environment.new_id(),
        language: preferred_language(request.headers()),
        reads_pages: is_page(request.path()) && wants_html(request.headers()),
        problems: Arc::clone(&application.problems),
    }
}

/// Whether it is a browser that asks, to show what comes: programs, and pictures within pages, name no HTML.
fn wants_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|kind| kind.trim().starts_with("text/html")))
}

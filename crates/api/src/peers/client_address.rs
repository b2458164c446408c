//! The client's address of a request.

use std::net::IpAddr;

use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, web};

use super::Peer;
use crate::application::Application;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address, as far as it can be believed.
pub fn client_address(request: &HttpRequest) -> Option<IpAddr> {
    let connected = request.peer_addr()?.ip();
    let Some(application) = request.app_data::<web::Data<Application>>() else { return Some(connected) };
    let fields = |name: HeaderName| -> Vec<&str> {
        // What is not text names nobody, and hides what stands before it.
        request.headers().get_all(name).map(|value| value.to_str().unwrap_or("?")).collect()
    };
    let proxies = &application.settings.trusted_proxies;
    Some(proxies.client(connected, &fields(header::FORWARDED), &fields(X_FORWARDED_FOR)))
}

/// Whose requests this one is counted with.
pub fn peer_of(request: &HttpRequest) -> Peer {
    client_address(request).map_or(Peer::UNKNOWN, Peer::at)
}

//! How many requests one address may send to the public pages, whose links are all the credential that they ask for.

use std::sync::{Mutex, PoisonError};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};
use chrono::Duration;
use regulars_kernel::Instant;

use crate::application::Application;
use crate::error::ApiError;
use crate::guesses::{Buckets, Rate};
use crate::peers::{Peer, peer_of};

/// Limits of the public pages per address. Each process counts for itself.
pub struct PageLimits(Mutex<Buckets<Peer>>);

/// The first segments of the paths of public pages.
const PAGES: [&str; 12] = ["a", "c", "f", "in", "k", "l", "o", "p", "q", "r", "u", "w"];
/// How many seconds' worth may come at once: an image proxy fetches for many readers.
const BURST_SECONDS: u32 = 5;

impl PageLimits {
    /// Limits of `per_second` requests a second for each address.
    pub fn new(per_second: u32) -> Self {
        let per_second = per_second.max(1);
        let period = Duration::nanoseconds(1_000_000_000 / i64::from(per_second));
        let burst = per_second.saturating_mul(BURST_SECONDS);
        Self(Mutex::new(Buckets::new(Rate { name: "pages", burst, period })))
    }

    /// Limits of registrations on the public page: ten at once and one more every six minutes.
    pub fn of_registrations() -> Self {
        Self(Mutex::new(Buckets::new(Rate {
            name: "registrations",
            burst: 10,
            period: Duration::minutes(6),
        })))
    }

    /// Takes one.
    pub fn take(&self, peer: Peer, now: Instant) -> Result<(), ApiError> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.take(&peer, now).map_err(|wait| buckets.rate().refused(wait))
    }
}

/// Whether the path is that of a public page.
pub fn is_page(path: &str) -> bool {
    path.trim_start_matches('/').split('/').next().is_some_and(|folder| PAGES.contains(&folder))
}

/// Answers 429 where one address asks for public pages too often; everything else goes on.
pub async fn limit_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let application = request.app_data::<web::Data<Application>>();
    let page = application.filter(|_| is_page(request.path()));
    let taken = page.map(|application| {
        application.page_limits.take(peer_of(request.request()), application.environment.now())
    });
    if let Some(Err(refused)) = taken {
        return Ok(request.into_response(refused.error_response()).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

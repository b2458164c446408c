//! How many requests a caller may send.

use std::num::NonZeroU32;

use actix_web::{HttpMessage, HttpRequest};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use regulars_kernel::MerchantId;
use uuid::Uuid;

use crate::auth::Identity;
use crate::error::{ApiError, Code};

type Limiter<Key> = RateLimiter<Key, DefaultKeyedStateStore<Key>, DefaultClock, StateInformationMiddleware>;

/// Limits per credential and per merchant. Each process counts for itself.
pub struct RateLimits {
    per_second: NonZeroU32,
    credentials: Limiter<Uuid>,
    merchants: Limiter<MerchantId>,
}

/// How much of its limit a caller has left.
#[derive(Clone, Copy)]
pub struct RateState {
    limit: u32,
    left: u32,
}

impl RateState {
    pub fn policy(self) -> String {
        format!("\"credential\";q={};w=1", self.limit)
    }

    pub fn remaining(self) -> String {
        format!("\"credential\";r={};t=1", self.left)
    }
}

/// A merchant's credentials together may send this many times what one may.
const MERCHANT_FACTOR: u32 = 10;
/// Above this many remembered callers, those that are at rest are forgotten.
const REMEMBERED: usize = 50_000;

impl RateLimits {
    /// Limits of `per_second` requests a second for each credential, with a burst of twice that.
    pub fn new(per_second: u32) -> Self {
        let per_second = NonZeroU32::new(per_second).unwrap_or(NonZeroU32::MIN);
        let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(1));
        let quota = |rate: NonZeroU32, burst: NonZeroU32| Quota::per_second(rate).allow_burst(burst);
        let merchant_rate = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(MERCHANT_FACTOR - 1));
        Self {
            per_second,
            credentials: RateLimiter::keyed(quota(per_second, burst)).with_middleware(),
            merchants: RateLimiter::keyed(quota(merchant_rate, merchant_rate)).with_middleware(),
        }
    }

    /// Counts a request of `identity`.
    pub fn take(&self, request: &HttpRequest, identity: &Identity) -> Result<(), ApiError> {
        if let Some(merchant) = identity.merchant {
            check(
                "merchant",
                &self.merchants,
                &merchant,
                self.per_second.get().saturating_mul(MERCHANT_FACTOR),
            )?;
        }
        let left = check("credential", &self.credentials, &identity.credential, self.per_second.get())?;
        request.extensions_mut().insert(RateState { limit: self.per_second.get(), left });
        Ok(())
    }
}

fn check<Key: std::hash::Hash + Eq + Clone>(
    name: &str,
    limiter: &Limiter<Key>,
    key: &Key,
    per_second: u32,
) -> Result<u32, ApiError> {
    if limiter.len() > REMEMBERED {
        limiter.retain_recent();
    }
    limiter.check_key(key).map(|state| state.remaining_burst_capacity()).map_err(|wait| {
        let wait = wait.wait_time_from(DefaultClock::default().now());
        let refused = ApiError::new(Code::RateLimited, "too many requests");
        refused.rate_limited(name, per_second, 1, wait.as_secs() + 1)
    })
}

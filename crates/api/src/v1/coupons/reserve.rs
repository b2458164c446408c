//! `POST /v1/coupons/{code}/reserve`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, post, web};
use chrono::Duration;
use regulars_flows::reserve_coupon as reserve;
use serde::Deserialize;
use utoipa::IntoParams;

use super::asked_body::{CouponGuesser, CouponReceiptBody, end_guess};
use super::use_body::CouponUseBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, CouponInPath, OnceKey, Query};
use crate::respond::{Created, Once};
use crate::v1::purchases::till::till_of;

/// The shortest and the longest time of a reservation, in seconds.
const SECONDS: std::ops::RangeInclusive<i64> = 60..=86_400;

/// For how long.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReserveParameters {
    /// For how many seconds.
    #[serde(default = "a_quarter_of_an_hour")]
    #[param(minimum = 60, maximum = 86_400, default = 900, example = 900)]
    seconds: i64,
}

const fn a_quarter_of_an_hour() -> i64 {
    900
}

/// Reserve a coupon.
///
/// Nobody else has that use of the code until the time is over; then it is free by itself. The receipt with which it is recorded, or
/// `redeem`, takes the reservation of the same customer, or, where it names none, of the same caller.
#[utoipa::path(tag = "Coupons", params(("code" = String, Path, description = "The code",
        example = "KAFA10", max_length = 100), ReserveParameters),
    request_body = CouponReceiptBody, responses(
        (status = 201, description = "Reserved", body = CouponUseBody),
        (status = 409, description = "It may not be used; `reason` says why"),
    ))]
#[post("/v1/coupons/{code}/reserve")]
pub async fn reserve_coupon(
    request: HttpRequest,
    caller: Caller<access::reserve_coupon>,
    application: web::Data<Application>,
    code: CouponInPath,
    parameters: Query<ReserveParameters>,
    key: OnceKey,
    body: Body<CouponReceiptBody>,
) -> Result<Created<CouponUseBody>, ApiError> {
    let seconds = parameters.0.seconds;
    if !SECONDS.contains(&seconds) {
        return Err(ApiError::invalid_field("?seconds", "invalid", "must be 60 to 86400"));
    }
    let once = Once::new(key, body.fingerprint);
    let asked = body.value.check(code.0, caller.facts())?;
    let guesser = CouponGuesser::of(&application, &request, &caller);
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let guess = guesser.begin()?;
            let outcome = reserve(tx, &environment, &till, &asked, Duration::seconds(seconds)).await;
            end_guess(guess, &outcome);
            Created::with_status(StatusCode::CREATED, None, &CouponUseBody::from(outcome?))
        })
    })
    .await
}

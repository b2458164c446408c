//! `POST /v1/coupons/{code}/redeem`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, post, web};
use regulars_flows::redeem_coupon as redeem;

use super::asked_body::{CouponGuesser, CouponReceiptBody, end_guess};
use super::use_body::CouponUseBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, CouponInPath, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::purchases::till::till_of;

/// Use a coupon.
///
/// For what is not recorded as a purchase here; the coupons of a purchase are used as it is recorded. A reservation of the same
/// customer, or, where it names none, of the same caller becomes that use.
#[utoipa::path(tag = "Coupons", params(("code" = String, Path, description = "The code",
        example = "KAFA10", max_length = 100)),
    request_body = CouponReceiptBody, responses(
        (status = 201, description = "Used", body = CouponUseBody),
        (status = 409, description = "It may not be used; `reason` says why"),
    ))]
#[post("/v1/coupons/{code}/redeem")]
pub async fn redeem_coupon(
    request: HttpRequest,
    caller: Caller<access::redeem_coupon>,
    application: web::Data<Application>,
    code: CouponInPath,
    key: OnceKey,
    body: Body<CouponReceiptBody>,
) -> Result<Created<CouponUseBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let asked = body.value.check(code.0, caller.facts())?;
    let guesser = CouponGuesser::of(&application, &request, &caller);
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let guess = guesser.begin()?;
            let outcome = redeem(tx, &environment, &till, &asked).await;
            end_guess(guess, &outcome);
            Created::with_status(StatusCode::CREATED, None, &CouponUseBody::from(outcome?))
        })
    })
    .await
}

//! `POST /v1/coupons/{code}/validate`.

use actix_web::{HttpRequest, post, web};
use regulars_flows::{UseCouponError, validate_coupon as validate};

use super::asked_body::{CouponGuesser, CouponReceiptBody, end_guess};
use super::solution_body::CouponSolutionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, CouponInPath};
use crate::v1::purchases::till::till_of;

/// Ask what a coupon takes off.
///
/// Line by line, of the lines as they are after other discounts, and together with the other codes that the receipt names: the
/// choice that is best for the customer, and why others are not used. A coupon that gives points takes nothing off: it goes beside the
/// discounts where its campaign lets it, and never costs one. Nothing is kept. Take it off the lines, or let it pay as a
/// `coupon`, and name the codes in `coupons` of the receipt: they are used when it is recorded.
#[utoipa::path(tag = "Coupons", params(("code" = String, Path, description = "The code",
        example = "KAFA10", max_length = 100)),
    request_body = CouponReceiptBody, extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "What it takes off, or why not", body = CouponSolutionBody)))]
#[post("/v1/coupons/{code}/validate")]
pub async fn validate_coupon(
    request: HttpRequest,
    caller: Caller<access::validate_coupon>,
    application: web::Data<Application>,
    code: CouponInPath,
    body: Body<CouponReceiptBody>,
) -> Result<web::Json<CouponSolutionBody>, ApiError> {
    let asked = body.value.check(code.0, caller.facts())?;
    let guess = CouponGuesser::of(&application, &request, &caller).begin()?;
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    let outcome: Result<_, UseCouponError> = application
        .database
        .read(caller.scope(), async move |tx| validate(tx, &environment, &till, &asked).await)
        .await;
    // Among codes that are asked about together each that there is not is a guess as well.
    let names_unknown = outcome.as_ref().is_ok_and(regulars_loyalty::CouponSolution::names_unknown);
    if !names_unknown {
        end_guess(guess, &outcome);
    }
    Ok(web::Json(outcome?.into()))
}

//! `POST /v1/purchases`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, post, web};
use regulars_flows::{RecordSaleError, SaleAnswer, SaleMoment, record_sale};
use regulars_kernel::StoreError;
use regulars_purchases::{
    NewPurchase, Oddity, ProblemReason, RecordPurchaseError, Tender, check_before_sale,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::PurchaseAnswerBody;
use super::new_body::NewPurchaseBody;
use super::once_more::until_free;
use super::till::till_of;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Query};
use crate::respond::Created;
use crate::v1::coupons::asked_body::CouponGuesser;

/// How to record.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecordParameters {
    /// Answer as if the receipt were recorded, and keep nothing.
    #[serde(default)]
    #[param(default = false, example = false)]
    dry_run: bool,
}

/// Record a receipt.
///
/// One call for a whole receipt: who bought, what, for how much, and how it was paid. Send it as often as you like: a
/// receipt goes by `source`, business date and `receipt_number`, and the same one again gets the first answer with
/// `replayed: true`. The same number with another content is refused with the differences. An unknown card, an unreadable
/// phone number, points or a coupon that nobody knows are no reason to lose the receipt of a sale that has happened: it
/// is recorded with `warnings`. Where the merchant has a programme, the answer tells what the receipt earned and by which rule;
/// `points` that pay are taken at once, and a receipt that needs more of them than there are is refused; `coupons` are used at once, and
/// a receipt with one that may not be used is refused, unless it comes with a batch. Who tries many codes that there are not has to wait
/// with further receipts that have coupons. Asked before the sale (`dry_run`), what cannot be read or does not exist is refused.
#[utoipa::path(tag = "Purchases", params(RecordParameters), request_body = NewPurchaseBody,
    extensions(("x-idempotency" = json!("natural"))),
    responses(
        (status = 200, description = "What would be answered (dry run)", body = PurchaseAnswerBody),
        (status = 201, description = "Recorded, now or before", body = PurchaseAnswerBody),
        (status = 404, description = "There is no such customer or store"),
        (status = 409, description = "The receipt was recorded with another content"),
        (status = 422, description = "It breaks rules, there are not as many points as are to pay, or a coupon may not be used"),
    ))]
#[post("/v1/purchases")]
pub async fn record_purchase(
    request: HttpRequest,
    caller: Caller<access::record_purchase>,
    application: web::Data<Application>,
    parameters: Query<RecordParameters>,
    body: Body<NewPurchaseBody>,
) -> Result<Created<PurchaseAnswerBody>, ApiError> {
    let new = body.value.check(caller.facts())?;
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    let database = &application.database;
    let asks_for_coupons = till.campaigns && has_coupons(&new);
    let guesser = asks_for_coupons.then(|| CouponGuesser::of(&application, &request, &caller));
    if parameters.0.dry_run {
        check_before_sale(&new, &till).map_err(RecordPurchaseError::Problems)?;
        let guess = guesser.as_ref().map(CouponGuesser::begin).transpose()?;
        let answer = database
            .rehearse(caller.scope(), move |tx| {
                Box::pin(async move { record_sale(tx, &environment, &till, new, SaleMoment::Planned).await })
            })
            .await;
        match (&answer, guess) {
            (Ok(_), Some(guess)) => guess.succeeded(),
            // What is not about a coupon that there is not was no guess.
            (Err(error), Some(guess)) if !is_unknown_coupon(error) => guess.not_made(),
            _ => {}
        }
        let answer = answer?;
        return Created::with_status(StatusCode::OK, None, &answer.into());
    }
    if let Some(guesser) = &guesser {
        guesser.require_patience()?;
    }
    let recorded = async || {
        let (new, environment) = (new.clone(), environment.clone());
        let written = database.write(caller.scope(), move |tx| {
            Box::pin(async move { record_sale(tx, &environment, &till, new, SaleMoment::AtTill).await })
        });
        written.await
    };
    let answer = until_free(recorded, |error: &RecordSaleError| {
        matches!(error, RecordSaleError::Purchase(RecordPurchaseError::Store(StoreError::Contended)))
    })
    .await?;
    if let Some(guesser) = guesser.filter(|_| names_unknown(&answer)) {
        guesser.has_failed();
    }
    Created::at(format!("/v1/purchases/{}", answer.purchase.id), &answer.into())
}

fn has_coupons(new: &NewPurchase) -> bool {
    !new.coupons.is_empty() || new.tenders.iter().any(|tender| matches!(tender, Tender::Coupon { .. }))
}

/// Whether a receipt that is recorded for the first time names a coupon that there is not, or that is somebody else's.
fn names_unknown(answer: &SaleAnswer) -> bool {
    let mut warnings = answer.purchase.warnings.iter();
    !answer.purchase.replayed && warnings.any(|warning| is_unknown(warning.oddity))
}

fn is_unknown_coupon(error: &RecordSaleError) -> bool {
    let RecordSaleError::Purchase(RecordPurchaseError::Problems(problems)) = error else { return false };
    problems.iter().any(|problem| matches!(problem.reason, ProblemReason::Odd(oddity) if is_unknown(oddity)))
}

const fn is_unknown(oddity: Oddity) -> bool {
    matches!(oddity, Oddity::CouponUnknown | Oddity::CouponOfOther)
}

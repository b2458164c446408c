//! `POST /v1/coupon-campaigns/{id}/batches/{batch_id}/void`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_loyalty::{CouponVoidReason, void_coupon_batch as void};

use super::batch_body::CouponBatchBody;
use super::void_names::NewCouponVoidBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, CouponBatchInPath, OnceKey};
use crate::respond::{Created, Once};

/// Make a batch of codes void.
///
/// All its codes at once: nobody uses one any more, reservations of them are released, and no more are made. What was used stays used.
/// A batch that is void already stays so, for the reason that it has.
#[utoipa::path(tag = "Coupons", params(
    ("id" = uuid::Uuid, Path, description = "The campaign's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    ("batch_id" = uuid::Uuid, Path, description = "The batch's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d17")
), request_body = NewCouponVoidBody, responses(
    (status = 200, description = "The batch is void", body = CouponBatchBody),
    (status = 409, description = "Of some codes of the campaign, which are old, it is not known in which batch they came"),
))]
#[post("/v1/coupon-campaigns/{id}/batches/{batch_id}/void")]
pub async fn void_coupon_batch(
    caller: Caller<access::void_coupon_batch>,
    application: web::Data<Application>,
    path: CouponBatchInPath,
    key: OnceKey,
    body: Body<NewCouponVoidBody>,
) -> Result<Created<CouponBatchBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let CouponBatchInPath { campaign, batch } = path;
    let reason = CouponVoidReason::from(body.value.reason);
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let voided = void(tx, &environment, campaign, batch, reason).await?;
            Created::with_status(StatusCode::OK, None, &CouponBatchBody::from(voided))
        })
    })
    .await
}

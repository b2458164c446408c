//! `POST /v1/coupons/{code}/void`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_kernel::CustomerId;
use regulars_loyalty::{CouponVoidReason, FoundCoupon, void_coupon_code as void};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, CouponInPath, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::coupon_campaigns::void_names::{CouponVoidReasonBody, NewCouponVoidBody};

/// A code that is void.
#[derive(Serialize, ToSchema)]
pub struct VoidedCouponBody {
    /// The code.
    #[schema(max_length = 40, example = "KAFA30")]
    code: String,
    /// Its campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// The customer to whom it belonged; `null` for a code of whoever had it.
    customer_id: Option<Uuid>,
    /// How often it was used, which stays so.
    #[schema(minimum = 0, example = 0)]
    used: i64,
    /// Since when nobody can use it any more.
    voided_at: Option<DateTime<Utc>>,
    /// Why it is void.
    void_reason: Option<CouponVoidReasonBody>,
}

impl From<FoundCoupon> for VoidedCouponBody {
    fn from(coupon: FoundCoupon) -> Self {
        let FoundCoupon { code, used, holder, voided, campaign } = coupon;
        Self {
            code: code.to_string(),
            campaign_id: campaign.id.value(),
            customer_id: holder.map(CustomerId::value),
            used,
            voided_at: voided.map(|voided| voided.at),
            void_reason: voided.map(|voided| voided.reason.into()),
        }
    }
}

/// Make a coupon void.
///
/// Nobody uses the code any more, and reservations of it are released. What was used stays used. One that is void already stays so,
/// for the reason that it has. `POST /v1/coupon-campaigns/{id}/batches/{batch_id}/void` does it to all codes of a batch.
#[utoipa::path(tag = "Coupons", params(("code" = String, Path, description = "The code",
        example = "KAFA30", max_length = 100)),
    request_body = NewCouponVoidBody,
    responses((status = 200, description = "The code is void", body = VoidedCouponBody)))]
#[post("/v1/coupons/{code}/void")]
pub async fn void_coupon(
    caller: Caller<access::void_coupon>,
    application: web::Data<Application>,
    code: CouponInPath,
    key: OnceKey,
    body: Body<NewCouponVoidBody>,
) -> Result<Created<VoidedCouponBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let reason = CouponVoidReason::from(body.value.reason);
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let voided = void(tx, &environment, &code.0, reason).await?;
            Created::with_status(StatusCode::OK, None, &VoidedCouponBody::from(voided))
        })
    })
    .await
}

//! `POST /v1/coupons/{code}/release`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::release_coupon_use as release;
use regulars_kernel::CouponUseId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::use_body::CouponUseStateBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, CouponInPath, OnceKey};
use crate::respond::{Created, Once};

/// The use that is given back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d20"}))]
pub struct CouponReleaseBody {
    /// Its id.
    id: Uuid,
}

/// A use that was given back.
#[derive(Serialize, ToSchema)]
pub struct ReleasedCouponBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d20")]
    id: Uuid,
    /// Where it stands.
    #[schema(example = "released")]
    state: CouponUseStateBody,
}

/// Release a coupon.
///
/// A reservation, or a use without a purchase: the code is free again. What was used with a purchase is released by a refund of all
/// of it, where the campaign says so.
#[utoipa::path(tag = "Coupons", params(("code" = String, Path, description = "The code",
        example = "KAFA10", max_length = 100)),
    request_body = CouponReleaseBody, responses(
        (status = 200, description = "Released", body = ReleasedCouponBody),
        (status = 409, description = "It was used with a purchase"),
    ))]
#[post("/v1/coupons/{code}/release")]
pub async fn release_coupon(
    caller: Caller<access::release_coupon>,
    application: web::Data<Application>,
    code: CouponInPath,
    key: OnceKey,
    body: Body<CouponReleaseBody>,
) -> Result<Created<ReleasedCouponBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = CouponUseId::new(body.value.id);
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            release(tx, &environment, &code.0, id).await?;
            let released = ReleasedCouponBody { id: id.value(), state: CouponUseStateBody::Released };
            Created::with_status(StatusCode::OK, None, &released)
        })
    })
    .await
}

//! `POST /v1/coupon-campaigns/{id}/codes`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::begin_coupon_codes;
use regulars_kernel::CouponCampaignId;
use regulars_loyalty::{CouponPrefix, coupon_campaign_for_change_at};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::CouponCampaignBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Codes to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"count": 100, "prefix": "KAFA"}))]
pub struct NewCouponCodesBody {
    /// How many.
    #[schema(minimum = 1, maximum = 1_000_000)]
    count: u32,
    /// What they begin with; nothing where nothing is said.
    #[schema(pattern = "^[A-Za-z0-9]{0,12}$", max_length = 12)]
    prefix: Option<String>,
}

/// Have codes made.
///
/// A job makes them, some thousands at a time: `coming` of the campaign says how many there will be yet. Each is the prefix, 64 bits
/// of chance in letters and digits that are not mistaken for each other, and a character that checks these.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The campaign's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")),
    request_body = NewCouponCodesBody, responses(
        (status = 202, description = "A job makes them", body = CouponCampaignBody),
        (status = 409, description = "The campaign is closed, or would have too many codes"),
    ))]
#[post("/v1/coupon-campaigns/{id}/codes")]
pub async fn create_coupon_codes(
    caller: Caller<access::create_coupon_codes>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewCouponCodesBody>,
) -> Result<Created<CouponCampaignBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = CouponCampaignId::new(id.0);
    let NewCouponCodesBody { count, prefix } = body.value;
    let mut invalid = Invalid::default();
    let prefix = invalid.parse_option::<CouponPrefix>("/prefix", prefix);
    invalid.finish()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let found = coupon_campaign_for_change_at(tx, id, environment.now()).await?;
            let found = found.ok_or_else(|| ApiError::not_found("campaign"))?;
            let prefix = prefix.unwrap_or_default();
            let after = begin_coupon_codes(tx, &environment, &found, count, prefix).await?;
            let location = Some(format!("/v1/coupon-campaigns/{id}"));
            Created::with_status(StatusCode::ACCEPTED, location, &CouponCampaignBody::from(&after))
        })
    })
    .await
}

//! `GET /v1/coupon-campaigns/{id}`.

use actix_web::{get, web};
use regulars_kernel::CouponCampaignId;
use regulars_loyalty::coupon_campaign_at;

use super::body::CouponCampaignBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a campaign of coupons.
///
/// What it takes off, to whom and when, how many codes it has, and how often they were used.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The campaign's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")),
    responses((status = 200, description = "The campaign", body = CouponCampaignBody)))]
#[get("/v1/coupon-campaigns/{id}")]
pub async fn get_coupon_campaign(
    caller: Caller<access::get_coupon_campaign>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CouponCampaignBody>, ApiError> {
    let id = CouponCampaignId::new(id.0);
    let now = caller.environment(&application).now();
    let found = application
        .database
        .read(caller.scope(), async move |tx| coupon_campaign_at(tx, id, now).await)
        .await?;
    let campaign = found.ok_or_else(|| ApiError::not_found("campaign"))?;
    Ok(Single(CouponCampaignBody::from(&campaign)))
}

//! `PATCH /v1/coupon-campaigns/{id}`.

use actix_web::{patch, web};
use regulars_kernel::CouponCampaignId;
use regulars_loyalty::{change_coupon_campaign, coupon_campaign_for_change_at};
use regulars_segments::SegmentStore;

use super::body::CouponCampaignBody;
use super::patch_body::CouponCampaignPatchBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;

/// Change a campaign of coupons.
///
/// Absent fields stay as they are. What was used before stays as it was; a limit that is smaller than what was used lets nobody use
/// a code any more.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The campaign's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")),
    request_body = CouponCampaignPatchBody, responses(
        (status = 200, description = "The campaign as it is now", body = CouponCampaignBody),
        (status = 409, description = "It cannot come from its state to the other one"),
    ))]
#[patch("/v1/coupon-campaigns/{id}")]
pub async fn update_coupon_campaign(
    caller: Caller<access::update_coupon_campaign>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<CouponCampaignPatchBody>,
) -> Result<Single<CouponCampaignBody>, ApiError> {
    let (id, patch) = (CouponCampaignId::new(id.0), body.value);
    let environment = caller.environment(&application);
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Nobody deletes its segment meanwhile.
                tx.lock_segments().await?;
                let before = coupon_campaign_for_change_at(tx, id, environment.now()).await?;
                let before = before.ok_or_else(|| ApiError::not_found("campaign"))?;
                let present = CouponCampaignBody::from(&before);
                if_match.check(&present)?;
                let patch = patch.whole(present)?;
                change_coupon_campaign(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    // What was remembered with each credential says whether codes may be coupons.
    application.credentials.forget_merchant(caller.scope().merchant());
    Ok(Single(CouponCampaignBody::from(&changed)))
}

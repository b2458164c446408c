//! `DELETE /v1/coupon-campaigns/{id}`.

use actix_web::{delete, web};
use regulars_flows::delete_unused_campaign;
use regulars_kernel::CouponCampaignId;
use regulars_loyalty::coupon_campaign_for_change_at;
use regulars_segments::SegmentStore;

use super::body::CouponCampaignBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a campaign of coupons.
///
/// Only a draft that nothing refers to, with its codes. One that is no draft any more is closed instead.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The campaign's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d11")), responses(
    (status = 204, description = "The campaign is deleted"),
    (status = 409, description = "It is no draft any more; `reason` is its state. Or filters ask for it, or a newsletter brings its coupons; `users` says which"),
))]
#[delete("/v1/coupon-campaigns/{id}")]
pub async fn delete_coupon_campaign(
    caller: Caller<access::delete_coupon_campaign>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = CouponCampaignId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Nobody begins to ask for it meanwhile.
                tx.lock_segments().await?;
                let before = coupon_campaign_for_change_at(tx, id, environment.now()).await?;
                let before = before.ok_or_else(|| ApiError::not_found("campaign"))?;
                if_match.check(&CouponCampaignBody::from(&before))?;
                delete_unused_campaign(tx, &environment, &before).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(NoContent)
}

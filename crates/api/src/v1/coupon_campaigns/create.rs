//! `POST /v1/coupon-campaigns`.

use actix_web::{post, web};
use regulars_loyalty::create_coupon_campaign as create;
use regulars_segments::SegmentStore;

use super::body::CouponCampaignBody;
use super::new_body::NewCouponCampaignBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Make a campaign of coupons.
///
/// A draft without codes. Have codes made or take in your own, and make it `active`.
#[utoipa::path(tag = "Coupons", request_body = NewCouponCampaignBody, responses(
    (status = 201, description = "Made", body = CouponCampaignBody)
))]
#[post("/v1/coupon-campaigns")]
pub async fn create_coupon_campaign(
    caller: Caller<access::create_coupon_campaign>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewCouponCampaignBody>,
) -> Result<Created<CouponCampaignBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            // Nobody deletes its segment meanwhile.
            tx.lock_segments().await?;
            let campaign = create(tx, &environment, new).await?;
            let location = format!("/v1/coupon-campaigns/{}", campaign.id);
            Created::at(location, &CouponCampaignBody::from(&campaign))
        })
    })
    .await
}

//! `GET /v1/coupon-campaigns`.

use actix_web::{get, web};
use regulars_kernel::CouponCampaignId;
use regulars_loyalty::coupon_campaigns_at;
use serde_json::json;

use super::body::CouponCampaignBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List campaigns of coupons.
///
/// In the order in which they were made.
#[utoipa::path(tag = "Coupons", params(PageParameters), responses(
    (status = 200, description = "A page of campaigns", body = List<CouponCampaignBody>)
))]
#[get("/v1/coupon-campaigns")]
pub async fn list_coupon_campaigns(
    caller: Caller<access::list_coupon_campaigns>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<CouponCampaignBody>, ApiError> {
    let page = page.0.by_id(CouponCampaignId::new)?;
    let now = caller.environment(&application).now();
    let campaigns = application
        .database
        .read(caller.scope(), async move |tx| coupon_campaigns_at(tx, page, now).await)
        .await?;
    Ok(List::of(campaigns, |campaign| CouponCampaignBody::from(&campaign), |id| json!(id.value())))
}

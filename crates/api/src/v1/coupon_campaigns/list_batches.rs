//! `GET /v1/coupon-campaigns/{id}/batches`.

use actix_web::{get, web};
use regulars_kernel::{CouponBatchId, CouponCampaignId};
use regulars_loyalty::CouponReads;
use serde_json::json;

use super::batch_body::CouponBatchBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the batches of a campaign.
///
/// Codes that were made, taken in or given together, in the order in which they were asked for. A batch can be made void as a whole.
#[utoipa::path(tag = "Coupons", params(
    ("id" = uuid::Uuid, Path, description = "The campaign's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    PageParameters
), responses((status = 200, description = "A page of batches", body = List<CouponBatchBody>)))]
#[get("/v1/coupon-campaigns/{id}/batches")]
pub async fn list_coupon_batches(
    caller: Caller<access::list_coupon_batches>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<CouponBatchBody>, ApiError> {
    let id = CouponCampaignId::new(id.0);
    let page = page.0.by_id(CouponBatchId::new)?;
    let batches = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_coupon_campaign(id).await?.ok_or_else(|| ApiError::not_found("campaign"))?;
            tx.list_coupon_batches(id, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(batches, CouponBatchBody::from, |id| json!(id.value())))
}

//! `GET /v1/coupon-campaigns/{id}/codes`.

use actix_web::{get, web};
use regulars_kernel::{CouponCampaignId, PageRequest};
use regulars_loyalty::{CouponCode, CouponReads};
use serde_json::json;

use super::code_body::CouponCodeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the codes of a campaign.
///
/// In their own order, each with how often it was used, whose it is, and whether it is void. `GET /v1/coupon-campaigns/{id}/codes/file` has them all.
#[utoipa::path(tag = "Coupons", params(
    ("id" = uuid::Uuid, Path, description = "The campaign's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    PageParameters
), responses((status = 200, description = "A page of codes", body = List<CouponCodeBody>)))]
#[get("/v1/coupon-campaigns/{id}/codes")]
pub async fn list_coupon_codes(
    caller: Caller<access::list_coupon_codes>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<CouponCodeBody>, ApiError> {
    let id = CouponCampaignId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<String>).transpose()?;
    let after = after.map(|text| text.parse::<CouponCode>()).transpose();
    let no_cursor = |_| ApiError::invalid_field("?cursor", "invalid", "is not a cursor of this list");
    let after = after.map_err(no_cursor)?;
    let page = PageRequest { size: page.0.size()?, after };
    let now = caller.environment(&application).now();
    let codes = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_coupon_campaign(id).await?.ok_or_else(|| ApiError::not_found("campaign"))?;
            tx.list_coupon_codes(id, now, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(codes, CouponCodeBody::from, |code| json!(code.as_str())))
}

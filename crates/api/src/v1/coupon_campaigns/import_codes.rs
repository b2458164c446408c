//! `POST /v1/coupon-campaigns/{id}/codes/imports`.

use actix_web::{post, web};
use regulars_kernel::CouponCampaignId;
use regulars_loyalty::{CouponImport, CouponStore, import_coupon_codes as import};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::names::CouponConflictReasonBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Codes that were made elsewhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"codes": ["LETO2027", "ZIMA2027"]}))]
pub struct CouponCodeImportBody {
    /// The codes: 4 to 40 letters and digits. Case, spaces and dashes make no difference.
    #[schema(min_items = 1, max_items = 10_000)]
    codes: Vec<String>,
}

/// A code that was not taken in.
#[derive(Serialize, ToSchema)]
pub struct CouponConflictBody {
    /// Its place in the list, from 0.
    #[schema(minimum = 0, example = 1)]
    index: usize,
    /// Why.
    reason: CouponConflictReasonBody,
}

/// What became of the codes.
#[derive(Serialize, ToSchema)]
pub struct CouponImportBody {
    /// How many were taken in.
    #[schema(minimum = 0, example = 2)]
    added: i64,
    /// Those that were not, in the order of the list.
    #[schema(max_items = 10_000)]
    conflicts: Vec<CouponConflictBody>,
}

impl From<CouponImport> for CouponImportBody {
    fn from(import: CouponImport) -> Self {
        let conflicts = import.conflicts.into_iter();
        let conflict =
            conflicts.map(|one| CouponConflictBody { index: one.index, reason: one.reason.into() }).collect();
        Self { added: import.added, conflicts: conflict }
    }
}

/// Take in codes that were made elsewhere.
///
/// Those that nobody has are the campaign's from now on; the others are told, with the reason.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The campaign's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")),
    request_body = CouponCodeImportBody, responses(
        (status = 201, description = "Taken in, as far as they could be", body = CouponImportBody),
        (status = 409, description = "The campaign is closed, or would have too many codes"),
    ))]
#[post("/v1/coupon-campaigns/{id}/codes/imports")]
pub async fn import_coupon_codes(
    caller: Caller<access::import_coupon_codes>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<CouponCodeImportBody>,
) -> Result<Created<CouponImportBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, codes) = (CouponCampaignId::new(id.0), body.value.codes);
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let found = tx.find_coupon_campaign_for_change(id).await?;
            let found = found.ok_or_else(|| ApiError::not_found("campaign"))?;
            let imported = import(tx, &environment, &found, &codes).await?;
            let location = format!("/v1/coupon-campaigns/{id}/codes");
            Created::at(location, &CouponImportBody::from(imported))
        })
    })
    .await
}

//! `PATCH /v1/merchants/{id}`.

use actix_web::{patch, web};
use regulars_identity::{MerchantStatus, MerchantStore};
use regulars_kernel::MerchantId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;
use crate::v1::merchant::body::{MerchantBody, StatusBody};

/// What the operator can change of a merchant.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "active"}))]
pub struct PlatformMerchantPatchBody {
    /// Lets the merchant work, or stops it.
    status: StatusBody,
}

/// Suspend a merchant, or let it work again.
///
/// Nobody of a suspended merchant can sign in, its keys do not hold, and nothing of it is sent.
#[utoipa::path(tag = "Platform", params(("id" = uuid::Uuid, Path, description = "The merchant's id")),
    request_body = PlatformMerchantPatchBody,
    responses((status = 200, description = "The merchant as it is now", body = MerchantBody)))]
#[patch("/v1/merchants/{id}")]
pub async fn update_merchant_of_platform(
    _caller: OperatorCaller<access::update_merchant_of_platform>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<PlatformMerchantPatchBody>,
) -> Result<Single<MerchantBody>, ApiError> {
    let id = MerchantId::new(id.0);
    let now = application.environment.now();
    let status = match body.value.status {
        StatusBody::Active => MerchantStatus::Active,
        StatusBody::Suspended => MerchantStatus::Suspended,
    };
    let merchant = application
        .database
        .write_platform(move |system| {
            Box::pin(async move {
                let before =
                    system.find_merchant(id).await?.ok_or_else(|| ApiError::not_found("merchant"))?;
                if_match.check(&MerchantBody::from(before))?;
                system.set_merchant_status(id, status, now).await?;
                system.find_merchant(id).await?.ok_or_else(|| ApiError::not_found("merchant"))
            })
        })
        .await?;
    application.credentials.forget_merchant(id);
    Ok(Single(merchant.into()))
}

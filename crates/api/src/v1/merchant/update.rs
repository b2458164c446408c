//! `PATCH /v1/merchant`.

use actix_web::{patch, web};
use regulars_identity::IdentityStore;
use regulars_kernel::Change;
use regulars_newsletters::MediaStore;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;
use crate::v1::merchant::body::MerchantBody;
use crate::v1::merchant::patch_body::MerchantPatchBody;

/// Change the merchant's profile.
///
/// Absent fields stay as they are, `null` clears a field.
#[utoipa::path(tag = "Merchant", request_body = MerchantPatchBody,
    responses((status = 200, description = "The profile as it is now", body = MerchantBody)))]
#[patch("/v1/merchant")]
pub async fn update_merchant(
    caller: Caller<access::update_merchant>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<MerchantPatchBody>,
) -> Result<Single<MerchantBody>, ApiError> {
    let patch = body.value.check()?;
    let now = application.environment.now();
    let merchant = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.own_merchant_for_change().await?;
                if_match.check(&MerchantBody::from(before.clone()))?;
                if let Change::Set(logo) = patch.logo_media_id
                    && tx.find_media(logo).await?.is_none()
                {
                    return Err(ApiError::not_found_at("/logo_media_id", "image"));
                }
                let merchant = before.patched(patch, now);
                tx.update_merchant(&merchant).await?;
                Ok::<_, ApiError>(merchant)
            })
        })
        .await?;
    // The time zone and the locale of every credential of the merchant may have changed.
    application.credentials.forget_merchant(merchant.id);
    Ok(Single(merchant.into()))
}

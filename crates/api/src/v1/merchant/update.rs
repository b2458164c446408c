//! `PATCH /v1/merchant`.

use actix_web::{patch, web};
use regulars_identity::{IdentityReads, IdentityStore};
use regulars_kernel::Change;
use regulars_newsletters::MediaReads;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;
use crate::v1::merchant::patch_body::MerchantPatchBody;
use crate::v1::merchant::profile_body::MerchantProfileBody;

/// Change the merchant's profile.
///
/// Absent fields stay as they are, `null` clears a field. `allowed_origins` is replaced as a whole; a page on one of them
/// may call with a credential of this merchant, and what is allowed holds everywhere within ten seconds.
#[utoipa::path(tag = "Merchant", request_body = MerchantPatchBody,
    responses((status = 200, description = "The profile as it is now", body = MerchantProfileBody)))]
#[patch("/v1/merchant")]
pub async fn update_merchant(
    caller: Caller<access::update_merchant>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<MerchantPatchBody>,
) -> Result<Single<MerchantProfileBody>, ApiError> {
    let (patch, new_origins) = body.value.check()?;
    let now = application.environment.now();
    let (merchant, origins) = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.own_merchant_for_change().await?;
                let mut origins = tx.own_origins().await?;
                if_match.check(&MerchantProfileBody::new(before.clone(), &origins))?;
                if let Change::Set(logo) = patch.logo_media_id
                    && tx.find_media(logo).await?.is_none()
                {
                    return Err(ApiError::not_found_at("/logo_media_id", "image"));
                }
                let merchant = before.patched(patch, now);
                tx.update_merchant(&merchant).await?;
                if let Some(new) = new_origins {
                    tx.set_own_origins(&new).await?;
                    origins = new;
                }
                Ok::<_, ApiError>((merchant, origins))
            })
        })
        .await?;
    // The time zone and the locale of every credential of the merchant may have changed.
    application.credentials.forget_merchant(merchant.id);
    application.origins.forget();
    Ok(Single(MerchantProfileBody::new(merchant, &origins)))
}

//! `GET /v1/merchant`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::StoreError;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;
use crate::v1::merchant::profile_body::MerchantProfileBody;

/// Show the merchant's profile.
///
/// Names, address, contact and everything else that newsletters carry, and the origins from which its front ends may call.
#[utoipa::path(tag = "Merchant", responses((status = 200, description = "The profile", body = MerchantProfileBody)))]
#[get("/v1/merchant")]
pub async fn get_merchant(
    caller: Caller<access::get_merchant>,
    application: web::Data<Application>,
) -> Result<Single<MerchantProfileBody>, ApiError> {
    let (merchant, origins) = application
        .database
        .read(caller.scope(), async move |tx| {
            Ok::<_, StoreError>((tx.own_merchant().await?, tx.own_origins().await?))
        })
        .await?;
    Ok(Single(MerchantProfileBody::new(merchant, &origins)))
}

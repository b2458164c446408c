//! `GET /v1/merchant`.

use actix_web::{get, web};
use regulars_identity::IdentityStore;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;
use crate::v1::merchant::body::MerchantBody;

/// Show the merchant's profile.
///
/// Names, address, contact and everything else that newsletters carry.
#[utoipa::path(tag = "Merchant", responses((status = 200, description = "The profile", body = MerchantBody)))]
#[get("/v1/merchant")]
pub async fn get_merchant(
    caller: Caller<access::get_merchant>,
    application: web::Data<Application>,
) -> Result<Single<MerchantBody>, ApiError> {
    let merchant = application
        .database
        .read(caller.scope(), |tx| Box::pin(async move { tx.own_merchant().await }))
        .await?;
    Ok(Single(merchant.into()))
}

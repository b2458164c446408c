//! `GET` and `PUT /v1/merchant/registration-page`.

use actix_web::{get, put, web};
use regulars_flows::link_origin;
use regulars_identity::{
    IdentityReads, IdentityStore, Merchant, MerchantKey, RegistrationPage, set_registration_page as set,
};
use regulars_kernel::StoreError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;

/// The public page on which people register themselves.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RegistrationPage)]
pub struct RegistrationPageBody {
    /// Whether it is there.
    #[schema(example = false)]
    open: bool,
    /// Its address, which never changes: for a poster, a QR code or a link. While the page is closed nothing is there.
    #[schema(
        max_length = 500,
        format = "uri",
        example = "http://127.0.0.1:8080/r/agjpbqjlhr6u5d22nn6i3hqpia"
    )]
    url: String,
}

impl RegistrationPageBody {
    fn new(page: RegistrationPage, merchant: &Merchant, application: &Application) -> Self {
        let origin = link_origin(merchant, &application.settings.link_hosts.shared_origin());
        Self { open: page.open, url: format!("{origin}/r/{}", MerchantKey(merchant.id)) }
    }
}

/// How the page is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRegistrationPage, example = json!({"open": true}))]
pub struct NewRegistrationPageBody {
    /// Whether it is there.
    open: bool,
}

/// Show the registration page's address.
///
/// The public page in the merchant's name on which people register as its regulars, and whether it is open.
#[utoipa::path(tag = "Merchant",
    responses((status = 200, description = "The page", body = RegistrationPageBody)))]
#[get("/v1/merchant/registration-page")]
pub async fn get_registration_page(
    caller: Caller<access::get_registration_page>,
    application: web::Data<Application>,
) -> Result<Single<RegistrationPageBody>, ApiError> {
    let (page, merchant) = application
        .database
        .read(caller.scope(), async move |tx| {
            Ok::<_, StoreError>((tx.registration_page().await?, tx.own_merchant().await?))
        })
        .await?;
    Ok(Single(RegistrationPageBody::new(page, &merchant, &application)))
}

/// Open or close the registration page.
///
/// Whoever registers there becomes a member and the merchant's regular, with their consent to the processing of their data, and is
/// asked by mail whether news may come. It is closed until you open it.
#[utoipa::path(tag = "Merchant", request_body = NewRegistrationPageBody,
    responses((status = 200, description = "The page as it is now", body = RegistrationPageBody)))]
#[put("/v1/merchant/registration-page")]
pub async fn set_registration_page(
    caller: Caller<access::set_registration_page>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<NewRegistrationPageBody>,
) -> Result<Single<RegistrationPageBody>, ApiError> {
    let page = RegistrationPage { open: body.value.open };
    let environment = caller.environment(&application);
    let shown = application.clone();
    let merchant = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let merchant = tx.own_merchant_for_change().await?;
                let before = tx.registration_page().await?;
                if_match.check(&RegistrationPageBody::new(before, &merchant, &shown))?;
                set(tx, &environment, merchant.id, before, page).await?;
                Ok::<_, ApiError>(merchant)
            })
        })
        .await?;
    Ok(Single(RegistrationPageBody::new(page, &merchant, &application)))
}

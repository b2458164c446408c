//! `PUT /v1/cart-settings`.

use actix_web::{put, web};
use regulars_purchases::{CartReads, change_cart_settings};

use super::settings_body::CartSettingsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;

/// Set what holds for carts.
///
/// It holds for every change of a cart from now on. Carts that were changed before are abandoned when they would have been.
#[utoipa::path(tag = "Carts", request_body = CartSettingsBody,
    responses((status = 200, description = "The settings as they are now", body = CartSettingsBody)))]
#[put("/v1/cart-settings")]
pub async fn set_cart_settings(
    caller: Caller<access::set_cart_settings>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<CartSettingsBody>,
) -> Result<Single<CartSettingsBody>, ApiError> {
    let (settings, environment) = (body.value.check()?, caller.environment(&application));
    let merchant = caller.scope().merchant();
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.cart_settings().await?;
                if_match.check(&CartSettingsBody::from(before))?;
                change_cart_settings(tx, &environment, merchant, before, settings).await?;
                Ok::<_, ApiError>(())
            })
        })
        .await?;
    Ok(Single(settings.into()))
}

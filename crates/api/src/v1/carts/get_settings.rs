//! `GET /v1/cart-settings`.

use actix_web::{get, web};
use regulars_purchases::CartReads;

use super::settings_body::CartSettingsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;

/// Get what holds for carts.
///
/// When a cart is abandoned, and until when a purchase is what came of it. An hour and seven days where nothing is set.
#[utoipa::path(tag = "Carts", responses((status = 200, description = "The settings", body = CartSettingsBody)))]
#[get("/v1/cart-settings")]
pub async fn get_cart_settings(
    caller: Caller<access::get_cart_settings>,
    application: web::Data<Application>,
) -> Result<Single<CartSettingsBody>, ApiError> {
    let settings =
        application.database.read(caller.scope(), async move |tx| tx.cart_settings().await).await?;
    Ok(Single(settings.into()))
}

//! `GET /v1/carts/{id}`.

use actix_web::{get, web};
use regulars_kernel::CartId;
use regulars_purchases::CartReads;

use super::body::CartBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a cart.
///
/// What is in it, where it stands by now, and the purchase that came of it.
#[utoipa::path(tag = "Carts", params(
    ("id" = uuid::Uuid, Path, description = "The cart's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")
), responses((status = 200, description = "The cart", body = CartBody)))]
#[get("/v1/carts/{id}")]
pub async fn get_cart(
    caller: Caller<access::get_cart>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CartBody>, ApiError> {
    let (id, now) = (CartId::new(id.0), caller.environment(&application).now());
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_cart(id, now).await).await?;
    let cart = found.ok_or_else(|| ApiError::not_found("cart"))?;
    Ok(Single(CartBody::new(cart, now)))
}

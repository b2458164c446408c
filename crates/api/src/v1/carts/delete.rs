//! `DELETE /v1/carts/{id}`.

use actix_web::{delete, web};
use regulars_kernel::CartId;
use regulars_purchases::{CartReads, delete_cart as delete};

use super::body::CartBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a cart.
///
/// For one that was emptied. A purchase that came of it stays. A later state of it that is sent makes it anew.
#[utoipa::path(tag = "Carts", params(
    ("id" = uuid::Uuid, Path, description = "The cart's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d41")
), responses((status = 204, description = "The cart is gone")))]
#[delete("/v1/carts/{id}")]
pub async fn delete_cart(
    caller: Caller<access::delete_cart>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (CartId::new(id.0), caller.environment(&application));
    let now = environment.now();
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let cart = tx.find_cart(id, now).await?.ok_or_else(|| ApiError::not_found("cart"))?;
                if_match.check(&CartBody::new(cart.clone(), now))?;
                delete(tx, &environment, &cart).await?;
                Ok(NoContent)
            })
        })
        .await
}

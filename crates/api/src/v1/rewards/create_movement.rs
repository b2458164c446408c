//! `POST /v1/rewards/{id}/stock-movements`.

use actix_web::{post, web};
use regulars_kernel::RewardId;
use regulars_loyalty::{NewStockMovement, move_stock};

use super::movement_body::{NewStockMovementBody, StockMovementBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Put on record that there is more or less of a reward.
///
/// It came in, or was counted. What is held for orders cannot be counted away.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010")),
    request_body = NewStockMovementBody, responses(
        (status = 201, description = "It is on record", body = StockMovementBody),
        (status = 409, description = "There is less that is not held for orders, or the stock is not tracked"),
    ))]
#[post("/v1/rewards/{id}/stock-movements")]
pub async fn create_stock_movement(
    caller: Caller<access::create_stock_movement>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewStockMovementBody>,
) -> Result<Created<StockMovementBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, new) = (RewardId::new(id.0), NewStockMovement::from(body.value));
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let movement = move_stock(tx, &environment, scope.actor(), id, new).await?;
            Created::at(format!("/v1/rewards/{id}/stock-movements"), &StockMovementBody::from(movement))
        })
    })
    .await
}

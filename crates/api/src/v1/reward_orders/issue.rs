//! `POST /v1/reward-orders/{id}/issue`.

use actix_web::{post, web};
use regulars_kernel::RewardOrderId;
use regulars_loyalty::{OrderStep, step_order};

use super::body::RewardOrderBody;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Hand an order over.
///
/// What waits to be collected, over the counter what is confirmed, and what was shipped when it has arrived. The points pay and the stock is
/// gone now, unless it was shipped. Codes are in the answer.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The order's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb035")),
    responses(
        (status = 200, description = "The customer has it", body = RewardOrderBody),
        (status = 409, description = "It cannot come from where it stands to there; `reason` is its state"),
    ))]
#[post("/v1/reward-orders/{id}/issue")]
pub async fn issue_reward_order(
    caller: Caller<access::issue_reward_order>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<RewardOrderBody>, ApiError> {
    let id = RewardOrderId::new(id.0);
    let (scope, calendar) = (caller.scope(), caller.facts().calendar);
    let environment = caller.environment(&application);
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let (actor, step) = (scope.actor(), OrderStep::Issue);
                let order = step_order(tx, &environment, &calendar, actor, id, step).await?;
                shown(tx, order, environment.now()).await.map(Single)
            })
        })
        .await
}

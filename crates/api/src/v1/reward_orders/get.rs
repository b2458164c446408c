//! `GET /v1/reward-orders/{id}`.

use actix_web::{get, web};
use regulars_kernel::RewardOrderId;
use regulars_loyalty::RewardReads;

use super::body::RewardOrderBody;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an order of a reward.
///
/// Where it stands and stood, and the codes that were handed out. One that was not confirmed in time is told as expired, whether or not
/// that was written already.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The order's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb030")),
    responses((status = 200, description = "The order", body = RewardOrderBody)))]
#[get("/v1/reward-orders/{id}")]
pub async fn get_reward_order(
    caller: Caller<access::get_reward_order>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<RewardOrderBody>, ApiError> {
    let id = RewardOrderId::new(id.0);
    let now = caller.environment(&application).now();
    application
        .database
        .read(caller.scope(), async move |tx| {
            let order = tx.find_reward_order(id).await?.ok_or_else(|| ApiError::not_found("order"))?;
            shown(tx, order, now).await.map(Single)
        })
        .await
}

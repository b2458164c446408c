//! `GET /v1/rewards/{id}/stock`.

use actix_web::{get, web};
use regulars_kernel::RewardId;
use regulars_loyalty::RewardReads;

use super::movement_body::RewardStockBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show how much there is of a reward.
///
/// Place by place, or codes in the pool. What lapsed orders held can be ordered. Nothing is listed of what there is always enough of.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010")),
    responses((status = 200, description = "What there is", body = RewardStockBody)))]
#[get("/v1/rewards/{id}/stock")]
pub async fn get_reward_stock(
    caller: Caller<access::get_reward_stock>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<RewardStockBody>, ApiError> {
    let id = RewardId::new(id.0);
    let now = caller.environment(&application).now();
    application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_reward(id).await?.ok_or_else(|| ApiError::not_found("reward"))?;
            Ok(Single(RewardStockBody::of(tx.stock_of_reward(id, now).await?)))
        })
        .await
}

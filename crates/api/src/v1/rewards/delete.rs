//! `DELETE /v1/rewards/{id}`.

use actix_web::{delete, web};
use regulars_flows::delete_unused_reward;
use regulars_kernel::RewardId;
use regulars_loyalty::RewardStore;
use regulars_segments::SegmentStore;

use super::body::RewardBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a reward.
///
/// Only one that was never ordered and that nothing refers to, with its stock and its codes. One that was is archived instead.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb012")), responses(
    (status = 204, description = "The reward is deleted"),
    (status = 409, description = "It was ordered, or filters ask for it; `users` says which"),
))]
#[delete("/v1/rewards/{id}")]
pub async fn delete_reward(
    caller: Caller<access::delete_reward>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = RewardId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Nobody begins to ask for it meanwhile.
                tx.lock_segments().await?;
                let before = tx.find_reward_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("reward"))?;
                if_match.check(&RewardBody::from(&before))?;
                delete_unused_reward(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}

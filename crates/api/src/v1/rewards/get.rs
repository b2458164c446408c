//! `GET /v1/rewards/{id}`.

use actix_web::{get, web};
use regulars_kernel::RewardId;
use regulars_loyalty::RewardReads;

use super::body::RewardBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a reward.
///
/// What it is called, what it costs, and where it stands.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010")),
    responses((status = 200, description = "The reward", body = RewardBody)))]
#[get("/v1/rewards/{id}")]
pub async fn get_reward(
    caller: Caller<access::get_reward>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<RewardBody>, ApiError> {
    let id = RewardId::new(id.0);
    let found = application.database.read(caller.scope(), async move |tx| tx.find_reward(id).await).await?;
    let reward = found.ok_or_else(|| ApiError::not_found("reward"))?;
    Ok(Single(RewardBody::from(&reward)))
}

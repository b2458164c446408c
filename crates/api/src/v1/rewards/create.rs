//! `POST /v1/rewards`.

use actix_web::{post, web};
use regulars_loyalty::create_reward as create;

use super::body::RewardBody;
use super::new_body::NewRewardBody;
use super::price_segments::keep_segments;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Make a reward.
///
/// A draft of which there is nothing yet. Put on record what there is of it, and make it `active`.
#[utoipa::path(tag = "Rewards", request_body = NewRewardBody, responses(
    (status = 201, description = "Made", body = RewardBody)
))]
#[post("/v1/rewards")]
pub async fn create_reward(
    caller: Caller<access::create_reward>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewRewardBody>,
) -> Result<Created<RewardBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            keep_segments(tx, &new.terms.prices).await?;
            let reward = create(tx, &environment, new).await?;
            Created::at(format!("/v1/rewards/{}", reward.id), &RewardBody::from(&reward))
        })
    })
    .await
}

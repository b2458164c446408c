//! `POST /v1/reward-orders`.

use actix_web::{post, web};
use regulars_flows::order_reward;

use super::body::RewardOrderBody;
use super::new_body::NewRewardOrderBody;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Order a reward.
///
/// Points and stock are held together, for as long as the reward says: confirm the order before. What cannot be held of either is
/// refused, and nothing is held. Of the last one, one order is taken, however many come at once. It costs the least of the prices
/// that are for the customer now, by tier and segment; `price` of the order says which one that was.
#[utoipa::path(tag = "Rewards", request_body = NewRewardOrderBody, responses(
    (status = 201, description = "It is held", body = RewardOrderBody),
    (status = 409, description = "There is not as much of it, it is not on offer or has no price for the customer, the customer is not in the programme, or the customer has as many as anybody gets: `left` is how \
        many more"),
    (status = 422, description = "The request is not valid, or there are not as many points"),
))]
#[post("/v1/reward-orders")]
pub async fn create_reward_order(
    caller: Caller<access::create_reward_order>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewRewardOrderBody>,
) -> Result<Created<RewardOrderBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (scope, calendar) = (caller.scope(), caller.facts().calendar);
    let environment = caller.environment(&application);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let order = order_reward(tx, &environment, &calendar, scope.actor(), new).await?;
            let location = format!("/v1/reward-orders/{}", order.id);
            Created::at(location, &shown(tx, order, environment.now()).await?)
        })
    })
    .await
}

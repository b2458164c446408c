//! `GET /v1/reward-orders`.

use actix_web::{get, web};
use regulars_kernel::{CustomerId, RewardId, RewardOrderId};
use regulars_loyalty::{OrderQuery, RewardOrder, RewardReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::RewardOrderBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::rewards::names::RewardOrderStateBody;

/// Which orders, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RewardOrderParameters {
    /// Only those of that customer.
    customer_id: Option<Uuid>,
    /// Only those of that reward.
    reward_id: Option<Uuid>,
    /// Only those that stand there now.
    #[param(inline)]
    state: Option<RewardOrderStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List orders of rewards.
///
/// The newest first. They can be narrowed to a customer, a reward, and where they stand: what is `confirmed` is to be put together.
#[utoipa::path(tag = "Rewards", params(RewardOrderParameters), responses(
    (status = 200, description = "A page of orders", body = List<RewardOrderBody>)
))]
#[get("/v1/reward-orders")]
pub async fn list_reward_orders(
    caller: Caller<access::list_reward_orders>,
    application: web::Data<Application>,
    parameters: Query<RewardOrderParameters>,
) -> Result<List<RewardOrderBody>, ApiError> {
    let RewardOrderParameters { customer_id, reward_id, state, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(RewardOrderId::new)?;
    let query = OrderQuery {
        customer: customer_id.map(CustomerId::new),
        reward: reward_id.map(RewardId::new),
        state: state.map(Into::into),
    };
    let now = caller.environment(&application).now();
    let (orders, mut details) = application
        .database
        .read(caller.scope(), async move |tx| {
            let orders = tx.list_reward_orders(query, now, page).await?;
            let ids: Vec<RewardOrderId> = orders.items.iter().map(|order| order.id).collect();
            let details = tx.details_of_orders(&ids).await?;
            Ok::<_, ApiError>((orders, details))
        })
        .await?;
    let body = |order: RewardOrder| {
        let of_order = details.remove(&order.id).unwrap_or_default();
        RewardOrderBody::at(&order, of_order, now)
    };
    Ok(List::of(orders, body, |id| json!(id.value())))
}

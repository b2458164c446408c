//! Brings an order a step further.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, MerchantCalendar, RewardOrderId, StoreError};

use super::order::RewardOrder;
use super::order_points::StepOfOrder;
use super::order_state::{OrderStep, RewardOrderState};
use super::order_stock::move_stock_of;
use super::store::RewardStore;

/// Why an order stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum StepOrderError {
    /// There is no such order.
    #[error("there is no such order")]
    Unknown,
    /// From where it stands that step is impossible, or it is for what is handed over otherwise.
    #[error("an order that is {state} has no such step: {step}")]
    Impossible {
        /// Where it stands.
        state: RewardOrderState,
        /// What was to be done.
        step: OrderStep,
    },
    /// Whose order it is was erased.
    #[error("whose order this is was erased")]
    Erased,
    /// It was ordered while there was none, and there still is not as much.
    #[error("there is not as much of it yet")]
    OutOfStock,
    /// It is points of a programme that is not active.
    #[error("nothing is credited in a programme that is not active")]
    GivenNotActive,
    /// It is points of a programme in which whoever has ordered it is not.
    #[error("whoever has ordered it is not in the programme whose points it gives")]
    NotMember,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings an order a step further, with its points and its stock in one transaction. The points pay and the stock is gone when the
/// reward leaves: when it is shipped, or issued where it is not shipped.
pub async fn step_order(
    store: &mut dyn RewardStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    id: RewardOrderId,
    step: OrderStep,
) -> Result<RewardOrder, StepOrderError> {
    let before = store.find_reward_order_for_change(id).await?.ok_or(StepOrderError::Unknown)?;
    if !store.has_holder(before.customer).await? {
        return Err(StepOrderError::Erased);
    }
    let now = environment.now();
    let state = before.state_at(now);
    let next = state.after(step, before.handover);
    let next = next.ok_or(StepOrderError::Impossible { state, step })?;
    let gone = |what: &str| StoreError::inconsistent("reward_orders", what);
    let reward = store.find_reward(before.reward).await?;
    let reward = reward.ok_or_else(|| gone("the reward of one is gone"))?;
    let programme = store.find_programme(before.programme).await?;
    let programme = programme.ok_or_else(|| gone("the programme of one is gone"))?;
    let mut after = RewardOrder { state: next, updated_at: now, ..before.clone() };
    let moving = StepOfOrder { calendar, actor, programme: &programme, reward: &reward, before: &before };
    moving.move_points(store, environment, &mut after).await?;
    move_stock_of(store, environment, actor, &reward, &before, &mut after).await?;
    store.update_reward_order(&after, actor).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

//! The stock of an order: held when it is placed, or when it is picked where it had to wait, and gone when it is handed over.

use regulars_kernel::{Actor, Environment, Instant, RewardId, StockMovementId, StoreError, StoreId};

use super::order::RewardOrder;
use super::order_state::RewardOrderState;
use super::reward::{Reward, StockKeeping};
use super::step_order::StepOrderError;
use super::stock::{MovementKind, StockMovement};
use super::store::RewardStore;

/// Holds stock, of that too which orders hold that have lapsed by then. Tells whether there was as much.
pub(super) async fn hold_stock(
    store: &mut dyn RewardStore,
    reward: RewardId,
    place: Option<StoreId>,
    quantity: i64,
    now: Instant,
) -> Result<bool, StoreError> {
    if store.reserve_stock(reward, place, quantity).await? {
        return Ok(true);
    }
    let is_freed = store.expire_lapsed_orders(reward, now).await?;
    Ok(is_freed && store.reserve_stock(reward, place, quantity).await?)
}

/// Does with the stock what the step from the one state to the other does.
pub(super) async fn move_stock_of(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    reward: &Reward,
    before: &RewardOrder,
    after: &mut RewardOrder,
) -> Result<(), StepOrderError> {
    if reward.stock == StockKeeping::Unlimited {
        return Ok(());
    }
    let (quantity, place) = (i64::from(before.quantity), before.store);
    let is_handed_over = after.state.is_handed_over() && !before.state.is_handed_over();
    if (is_handed_over || after.state == RewardOrderState::Picking) && !before.holds_stock {
        // It was ordered while there was none.
        if !hold_stock(store, reward.id, place, quantity, environment.now()).await? {
            return Err(StepOrderError::OutOfStock);
        }
        after.holds_stock = true;
    }
    if is_handed_over {
        store.issue_stock(reward.id, place, quantity).await?;
        after.holds_stock = false;
        keep(store, environment, actor, after, (MovementKind::Issue, -quantity)).await?;
        if reward.stock == StockKeeping::Codes {
            hand_out_codes(store, after).await?;
        }
    }
    if after.state == RewardOrderState::Cancelled && before.holds_stock {
        store.release_stock(reward.id, place, quantity).await?;
        after.holds_stock = false;
    }
    if after.state == RewardOrderState::Returned {
        store.change_stock(reward.id, place, quantity).await?;
        keep(store, environment, actor, after, (MovementKind::Return, quantity)).await?;
    }
    Ok(())
}

async fn keep(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    order: &RewardOrder,
    (kind, quantity): (MovementKind, i64),
) -> Result<(), StoreError> {
    let movement = StockMovement {
        id: StockMovementId::new(environment.new_id()),
        reward: order.reward,
        store: order.store,
        kind,
        quantity,
        order: Some(order.id),
        actor,
        recorded_at: environment.now(),
    };
    store.insert_stock_movement(&movement).await
}

/// As many codes are free as the stock says: both change in one transaction, and the stock was taken before.
async fn hand_out_codes(store: &mut dyn RewardStore, order: &RewardOrder) -> Result<(), StoreError> {
    let given = store.assign_reward_codes(order.reward, order.id, order.quantity).await?;
    if given == u64::from(order.quantity) {
        return Ok(());
    }
    Err(StoreError::inconsistent("reward_codes", "there are fewer codes than the stock says"))
}

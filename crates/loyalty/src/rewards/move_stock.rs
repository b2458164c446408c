//! Puts on record that there is more or less of a reward.

use regulars_kernel::{Actor, Environment, RewardId, StockMovementId, StoreError, StoreId};

use super::reward::{Reward, StockKeeping};
use super::stock::{MovementKind, StockMovement};
use super::store::RewardStore;

/// That there is more or less of a reward, to be put on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewStockMovement {
    /// In which store; none for the merchant's own stock.
    pub store: Option<StoreId>,
    /// Why: it came in, or was counted.
    pub kind: MovementKind,
    /// How many more; negative for fewer.
    pub quantity: i64,
}

/// Why nothing was put on record.
#[derive(Debug, thiserror::Error)]
pub enum MoveStockError {
    /// There is no such reward.
    #[error("there is no such reward")]
    UnknownReward,
    /// The merchant has no such store.
    #[error("there is no such store")]
    UnknownStore,
    /// The reward's stock is not tracked.
    #[error("the stock of the reward is {0}")]
    NotTracked(StockKeeping),
    /// None, too many, or fewer of what came in.
    #[error("must be from -{most} to {most}, not 0, and more than 0 of what came in", most = StockMovement::MOST)]
    OutOfRange,
    /// There is not as much that is not held for orders.
    #[error("there is less that is not held for orders")]
    OutOfStock,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts on record that some of a reward came in, or that it was counted. What is held for orders cannot be counted away.
pub async fn move_stock(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    reward: RewardId,
    new: NewStockMovement,
) -> Result<StockMovement, MoveStockError> {
    let reward = store.find_reward_for_use(reward).await?.ok_or(MoveStockError::UnknownReward)?;
    if reward.stock != StockKeeping::Tracked {
        return Err(MoveStockError::NotTracked(reward.stock));
    }
    let NewStockMovement { store: place, kind, quantity } = new;
    let least = if kind == MovementKind::Receipt { 1 } else { -StockMovement::MOST };
    if quantity == 0 || !(least..=StockMovement::MOST).contains(&quantity) {
        return Err(MoveStockError::OutOfRange);
    }
    if let Some(place) = place
        && !store.unknown_stores(&[place]).await?.is_empty()
    {
        return Err(MoveStockError::UnknownStore);
    }
    if !has_changed(store, environment, &reward, place, quantity).await? {
        return Err(MoveStockError::OutOfStock);
    }
    let movement = StockMovement {
        id: StockMovementId::new(environment.new_id()),
        reward: reward.id,
        store: place,
        kind,
        quantity,
        order: None,
        actor,
        recorded_at: environment.now(),
    };
    store.insert_stock_movement(&movement).await?;
    Ok(movement)
}

/// Changes the stock. What lapsed orders hold is let go where it is needed.
async fn has_changed(
    store: &mut dyn RewardStore,
    environment: &Environment,
    reward: &Reward,
    place: Option<StoreId>,
    quantity: i64,
) -> Result<bool, StoreError> {
    if store.change_stock(reward.id, place, quantity).await? {
        return Ok(true);
    }
    let is_freed = store.expire_lapsed_orders(reward.id, environment.now()).await?;
    Ok(is_freed && store.change_stock(reward.id, place, quantity).await?)
}

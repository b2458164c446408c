//! Movements of stock as rows.

use regulars_kernel::{Instant, RewardId, RewardOrderId, StockMovementId, StoreError, StoreId};
use regulars_loyalty::StockMovement;
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "reward_stock_movements";

/// The columns of `reward_stock_movements`.
#[derive(FromRow, RowColumns)]
pub(super) struct MovementRow {
    id: Uuid,
    reward_id: Uuid,
    store_id: Option<Uuid>,
    kind: String,
    quantity: i64,
    order_id: Option<Uuid>,
    actor: String,
    recorded_at: Instant,
}

impl From<&StockMovement> for MovementRow {
    fn from(movement: &StockMovement) -> Self {
        let StockMovement { id, reward, store, kind, quantity, order, actor, recorded_at } = movement;
        Self {
            id: id.value(),
            reward_id: reward.value(),
            store_id: store.map(StoreId::value),
            kind: kind.name().to_owned(),
            quantity: *quantity,
            order_id: order.map(RewardOrderId::value),
            actor: actor_text(*actor),
            recorded_at: *recorded_at,
        }
    }
}

impl TryFrom<MovementRow> for StockMovement {
    type Error = StoreError;

    fn try_from(row: MovementRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: StockMovementId::new(row.id),
            reward: RewardId::new(row.reward_id),
            store: row.store_id.map(StoreId::new),
            kind: row.kind.parse().map_err(|error| inconsistent(TABLE, error))?,
            quantity: row.quantity,
            order: row.order_id.map(RewardOrderId::new),
            actor: actor_of(TABLE, &row.actor)?,
            recorded_at: row.recorded_at,
        })
    }
}

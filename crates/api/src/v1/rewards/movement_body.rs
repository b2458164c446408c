//! Stock of rewards on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{RewardOrderId, StoreId};
use regulars_loyalty::{NewStockMovement, StockLevel, StockMovement};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{NewMovementKindBody, StockMovementKindBody};
use crate::v1::audit_events::body::AuditActorBody;

/// That there is more or less of a reward. It never changes.
#[derive(Serialize, ToSchema)]
pub struct StockMovementBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb020")]
    id: Uuid,
    /// The store in which it is; `null` for the merchant's own stock.
    store_id: Option<Uuid>,
    /// Why.
    kind: StockMovementKindBody,
    /// How many more; negative for fewer.
    #[schema(example = 20, minimum = -1_000_000_000, maximum = 1_000_000_000)]
    quantity: i64,
    /// The order that was handed over or brought back.
    order_id: Option<Uuid>,
    /// Who wrote it.
    actor: AuditActorBody,
    /// When it was written.
    #[schema(example = "2026-11-21T10:00:00Z")]
    recorded_at: DateTime<Utc>,
}

impl From<StockMovement> for StockMovementBody {
    fn from(movement: StockMovement) -> Self {
        let StockMovement { id, reward: _, store, kind, quantity, order, actor, recorded_at } = movement;
        Self {
            id: id.value(),
            store_id: store.map(StoreId::value),
            kind: kind.into(),
            quantity,
            order_id: order.map(RewardOrderId::value),
            actor: actor.into(),
            recorded_at,
        }
    }
}

/// That there is more or less of a reward, to be put on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "receipt", "quantity": 20}))]
pub struct NewStockMovementBody {
    /// In which store; the merchant's own stock where nothing is said.
    store_id: Option<Uuid>,
    /// Why.
    kind: NewMovementKindBody,
    /// How many more; negative for fewer, and more than 0 of what came in.
    #[schema(minimum = -1_000_000_000, maximum = 1_000_000_000)]
    quantity: i64,
}

impl From<NewStockMovementBody> for NewStockMovement {
    fn from(body: NewStockMovementBody) -> Self {
        let NewStockMovementBody { store_id, kind, quantity } = body;
        Self { store: store_id.map(StoreId::new), kind: kind.into(), quantity }
    }
}

/// How much there is of a reward at a place.
#[derive(Serialize, ToSchema)]
pub struct StockLevelBody {
    /// The store; `null` for the merchant's own stock.
    store_id: Option<Uuid>,
    /// What is there: the sum of the movements.
    #[schema(example = 20, minimum = 0)]
    on_hand: i64,
    /// What of it is held for orders.
    #[schema(example = 1, minimum = 0)]
    reserved: i64,
    /// What of it can be ordered.
    #[schema(example = 19, minimum = 0)]
    available: i64,
}

impl From<StockLevel> for StockLevelBody {
    fn from(level: StockLevel) -> Self {
        let StockLevel { store, on_hand, reserved } = level;
        Self { store_id: store.map(StoreId::value), on_hand, reserved, available: on_hand - reserved }
    }
}

/// How much there is of a reward, place by place.
#[derive(Serialize, ToSchema)]
pub struct RewardStockBody {
    /// Each place where there was ever any.
    #[schema(max_items = 10_000)]
    items: Vec<StockLevelBody>,
}

impl RewardStockBody {
    /// These places.
    pub fn of(levels: Vec<StockLevel>) -> Self {
        Self { items: levels.into_iter().map(StockLevelBody::from).collect() }
    }
}

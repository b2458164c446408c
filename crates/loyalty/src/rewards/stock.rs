//! How much there is of rewards.

use regulars_kernel::{Actor, Instant, RewardId, RewardOrderId, StockMovementId, StoreId, named};

named! {
    /// Why there is more or less.
    MovementKind {
        /// It came in.
        Receipt = "receipt",
        /// It was counted.
        Correction = "correction",
        /// It was handed over.
        Issue = "issue",
        /// It was brought back.
        Return = "return",
    }
}

/// That there is more or less of a reward. It never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StockMovement {
    /// Its id. Ids sort by when movements were written.
    pub id: StockMovementId,
    /// The reward.
    pub reward: RewardId,
    /// The store in which it is; none for the merchant's own stock.
    pub store: Option<StoreId>,
    /// Why.
    pub kind: MovementKind,
    /// How many more; negative for fewer, and not 0.
    pub quantity: i64,
    /// The order that was handed over or brought back.
    pub order: Option<RewardOrderId>,
    /// Who wrote it.
    pub actor: Actor,
    /// When it was written.
    pub recorded_at: Instant,
}

impl StockMovement {
    /// The most that moves at once.
    pub const MOST: i64 = 1_000_000_000;
}

/// How much there is of a reward at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StockLevel {
    /// The store; none for the merchant's own stock.
    pub store: Option<StoreId>,
    /// What is there: the sum of the movements. Never less than what is reserved.
    pub on_hand: i64,
    /// What of it is held for orders.
    pub reserved: i64,
}

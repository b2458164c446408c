//! What the use cases of rewards need from a store.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{
    Actor, CustomerId, Instant, MediaId, Page, PageRequest, ProgrammeId, RewardId, RewardOrderId,
    StockMovementId, StoreError, StoreId,
};

use super::add_codes::RewardCode;
use super::order::{OrderDetails, RewardOrder};
use super::order_state::RewardOrderState;
use super::reward::Reward;
use super::stock::{StockLevel, StockMovement};
use crate::ledger::store::PointStore;
use crate::programme::programme::Programme;
use crate::programme::store::ProgrammeReads;

/// Which orders; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// Of that customer.
    pub customer: Option<CustomerId>,
    /// Of that reward.
    pub reward: Option<RewardId>,
    /// Standing there.
    pub state: Option<RewardOrderState>,
}

/// Rewards of one merchant, as they are read.
#[async_trait]
pub trait RewardReads: Send {
    /// One of them.
    async fn find_reward(&mut self, id: RewardId) -> Result<Option<Reward>, StoreError>;
    /// All of them, or those of a programme, by their ids.
    async fn list_rewards(
        &mut self,
        programme: Option<ProgrammeId>,
        page: PageRequest<RewardId>,
    ) -> Result<Page<Reward, RewardId>, StoreError>;
    /// How much there is of a reward at that instant, place by place: what is held for orders that lapsed before then is not held.
    async fn stock_of_reward(&mut self, id: RewardId, now: Instant) -> Result<Vec<StockLevel>, StoreError>;
    /// What came in and went out of a reward, the newest first.
    async fn list_stock_movements(
        &mut self,
        id: RewardId,
        page: PageRequest<StockMovementId>,
    ) -> Result<Page<StockMovement, StockMovementId>, StoreError>;
    /// Whether the merchant has that image.
    async fn has_reward_image(&mut self, id: MediaId) -> Result<bool, StoreError>;
    /// Whether the reward was ever ordered.
    async fn has_reward_orders(&mut self, id: RewardId) -> Result<bool, StoreError>;
    /// One order.
    async fn find_reward_order(&mut self, id: RewardOrderId) -> Result<Option<RewardOrder>, StoreError>;
    /// Orders, the newest first. Where one stands is asked at that instant.
    async fn list_reward_orders(
        &mut self,
        query: OrderQuery,
        now: Instant,
        page: PageRequest<RewardOrderId>,
    ) -> Result<Page<RewardOrder, RewardOrderId>, StoreError>;
    /// What happened with these orders, and what was handed over with them.
    async fn details_of_orders(
        &mut self,
        ids: &[RewardOrderId],
    ) -> Result<BTreeMap<RewardOrderId, OrderDetails>, StoreError>;
}

/// Rewards of one merchant.
#[async_trait]
pub trait RewardStore: RewardReads + ProgrammeReads + PointStore {
    /// A programme whose point types nobody takes away until this transaction ends.
    async fn find_programme_for_rewards(&mut self, id: ProgrammeId) -> Result<Option<Programme>, StoreError>;
    /// One that nobody deletes until this transaction ends. Whoever does something to its stock has it first.
    async fn find_reward_for_use(&mut self, id: RewardId) -> Result<Option<Reward>, StoreError>;
    /// One that nobody else changes or uses until this transaction ends.
    async fn find_reward_for_change(&mut self, id: RewardId) -> Result<Option<Reward>, StoreError>;
    /// Adds a reward.
    async fn insert_reward(&mut self, reward: &Reward) -> Result<(), StoreError>;
    /// Writes a held reward.
    async fn update_reward(&mut self, reward: &Reward) -> Result<(), StoreError>;
    /// Deletes a held reward that was never ordered, with its stock and its codes.
    async fn delete_reward(&mut self, id: RewardId) -> Result<(), StoreError>;
    /// Lets nobody else order for that customer until this transaction ends. False where there is no such customer.
    async fn hold_customer_who_orders(&mut self, id: CustomerId) -> Result<bool, StoreError>;
    /// How many of a reward a customer has or has ordered at that instant.
    async fn had_of_reward(
        &mut self,
        reward: RewardId,
        customer: CustomerId,
        now: Instant,
    ) -> Result<i64, StoreError>;
    /// Holds stock. False where there is not as much that is not held; nothing is held then.
    async fn reserve_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<bool, StoreError>;
    /// Lets go stock that is held.
    async fn release_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<(), StoreError>;
    /// Takes stock that is held. The rows of that place are held by the transaction then.
    async fn issue_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<(), StoreError>;
    /// Adds stock, or takes some of what is not held. False where there is not as much; nothing is taken then.
    async fn change_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<bool, StoreError>;
    /// Keeps that stock has changed.
    async fn insert_stock_movement(&mut self, movement: &StockMovement) -> Result<(), StoreError>;
    /// Adds codes to a pool, but for those that the merchant has already. Gives those that were added.
    async fn insert_reward_codes(
        &mut self,
        reward: RewardId,
        codes: &[RewardCode],
        now: Instant,
    ) -> Result<Vec<String>, StoreError>;
    /// Gives codes of a pool, those first that were added first, to an order. Gives how many there were.
    async fn assign_reward_codes(
        &mut self,
        reward: RewardId,
        order: RewardOrderId,
        quantity: u32,
    ) -> Result<u64, StoreError>;
    /// Ends orders of a reward that lapsed by then, some of them where there are many, and lets go the stock that they hold. Those
    /// that somebody else is at are left. Tells whether there were any.
    async fn expire_lapsed_orders(&mut self, reward: RewardId, now: Instant) -> Result<bool, StoreError>;
    /// Adds an order, and begins its history.
    async fn insert_reward_order(&mut self, order: &RewardOrder, actor: Actor) -> Result<(), StoreError>;
    /// An order that nobody else changes until this transaction ends.
    async fn find_reward_order_for_change(
        &mut self,
        id: RewardOrderId,
    ) -> Result<Option<RewardOrder>, StoreError>;
    /// Writes where a held order stands, and adds to its history.
    async fn update_reward_order(&mut self, order: &RewardOrder, actor: Actor) -> Result<(), StoreError>;
}

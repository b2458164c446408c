//! Rewards: the store traits, spread over one file per matter.

mod catalogue;
mod codes;
pub(crate) mod erase;
mod lapsed;
mod order_row;
mod orders;
mod reward_row;
mod stock;
mod stock_row;

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{
    Actor, CustomerId, Instant, MediaId, Page, PageRequest, ProgrammeId, RewardId, RewardOrderId,
    StockMovementId, StoreError, StoreId,
};
use regulars_loyalty::{
    OrderDetails, OrderQuery, Programme, Reward, RewardCode, RewardOrder, RewardReads, RewardStore,
    StockLevel, StockMovement,
};

use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

pub(crate) use self::catalogue::{bought_by, priced_by_tier};

#[in_reads_and_writes]
#[async_trait]
impl RewardReads for ReadTx {
    async fn find_reward(&mut self, id: RewardId) -> Result<Option<Reward>, StoreError> {
        catalogue::find(self, id).await
    }

    async fn list_rewards(
        &mut self,
        programme: Option<ProgrammeId>,
        page: PageRequest<RewardId>,
    ) -> Result<Page<Reward, RewardId>, StoreError> {
        catalogue::list(self, programme, page).await
    }

    async fn stock_of_reward(&mut self, id: RewardId, now: Instant) -> Result<Vec<StockLevel>, StoreError> {
        stock::levels(self, id, now).await
    }

    async fn list_stock_movements(
        &mut self,
        id: RewardId,
        page: PageRequest<StockMovementId>,
    ) -> Result<Page<StockMovement, StockMovementId>, StoreError> {
        stock::movements(self, id, page).await
    }

    async fn has_reward_image(&mut self, id: MediaId) -> Result<bool, StoreError> {
        catalogue::has_image(self, id).await
    }

    async fn has_reward_orders(&mut self, id: RewardId) -> Result<bool, StoreError> {
        orders::are_there(self, id).await
    }

    async fn find_reward_order(&mut self, id: RewardOrderId) -> Result<Option<RewardOrder>, StoreError> {
        orders::find(self, id).await
    }

    async fn list_reward_orders(
        &mut self,
        query: OrderQuery,
        now: Instant,
        page: PageRequest<RewardOrderId>,
    ) -> Result<Page<RewardOrder, RewardOrderId>, StoreError> {
        orders::list(self, query, now, page).await
    }

    async fn details_of_orders(
        &mut self,
        ids: &[RewardOrderId],
    ) -> Result<BTreeMap<RewardOrderId, OrderDetails>, StoreError> {
        orders::details(self, ids).await
    }
}

#[async_trait]
impl RewardStore for WriteTx {
    async fn find_programme_for_rewards(&mut self, id: ProgrammeId) -> Result<Option<Programme>, StoreError> {
        catalogue::keep_programme(self, id).await
    }

    async fn find_reward_for_use(&mut self, id: RewardId) -> Result<Option<Reward>, StoreError> {
        catalogue::keep(self, id).await
    }

    async fn find_reward_for_change(&mut self, id: RewardId) -> Result<Option<Reward>, StoreError> {
        catalogue::hold(self, id).await
    }

    async fn insert_reward(&mut self, reward: &Reward) -> Result<(), StoreError> {
        catalogue::insert(self, reward).await
    }

    async fn update_reward(&mut self, reward: &Reward) -> Result<(), StoreError> {
        catalogue::update(self, reward).await
    }

    async fn delete_reward(&mut self, id: RewardId) -> Result<(), StoreError> {
        catalogue::delete(self, id).await
    }

    async fn hold_customer_who_orders(&mut self, id: CustomerId) -> Result<bool, StoreError> {
        orders::hold_customer(self, id).await
    }

    async fn had_of_reward(
        &mut self,
        reward: RewardId,
        customer: CustomerId,
        now: Instant,
    ) -> Result<i64, StoreError> {
        orders::had(self, reward, customer, now).await
    }

    async fn reserve_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<bool, StoreError> {
        stock::reserve(self, reward, store, quantity).await
    }

    async fn release_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<(), StoreError> {
        stock::release(self, reward, store, quantity).await
    }

    async fn issue_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<(), StoreError> {
        stock::issue(self, reward, store, quantity).await
    }

    async fn change_stock(
        &mut self,
        reward: RewardId,
        store: Option<StoreId>,
        quantity: i64,
    ) -> Result<bool, StoreError> {
        stock::change(self, reward, store, quantity).await
    }

    async fn insert_stock_movement(&mut self, movement: &StockMovement) -> Result<(), StoreError> {
        stock::insert_movement(self, movement).await
    }

    async fn insert_reward_codes(
        &mut self,
        reward: RewardId,
        codes: &[RewardCode],
        now: Instant,
    ) -> Result<Vec<String>, StoreError> {
        codes::insert(self, reward, codes, now).await
    }

    async fn assign_reward_codes(
        &mut self,
        reward: RewardId,
        order: RewardOrderId,
        quantity: u32,
    ) -> Result<u64, StoreError> {
        codes::assign(self, reward, order, quantity).await
    }

    async fn expire_lapsed_orders(&mut self, reward: RewardId, now: Instant) -> Result<bool, StoreError> {
        lapsed::expire(self, reward, now).await
    }

    async fn insert_reward_order(&mut self, order: &RewardOrder, actor: Actor) -> Result<(), StoreError> {
        orders::insert(self, order, actor).await
    }

    async fn find_reward_order_for_change(
        &mut self,
        id: RewardOrderId,
    ) -> Result<Option<RewardOrder>, StoreError> {
        orders::hold(self, id).await
    }

    async fn update_reward_order(&mut self, order: &RewardOrder, actor: Actor) -> Result<(), StoreError> {
        orders::update(self, order, actor).await
    }
}

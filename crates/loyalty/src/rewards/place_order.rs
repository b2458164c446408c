//! Orders a reward.

use chrono::Duration;
use regulars_audit::AuditNote;
use regulars_kernel::{
    Actor, CustomerId, Environment, PointAccountId, PointReservationId, RewardId, RewardOrderId, StoreError,
    StoreId,
};
use uuid::Uuid;

use super::order::{OrderAddress, RewardOrder};
use super::order_points::reserve_for;
use super::order_state::{Handover, RewardOrderState};
use super::order_stock::hold_stock;
use super::price::{PriceAsker, best_price};
use super::reward::{GivenPoints, Reward, StockKeeping};
use super::store::RewardStore;
use crate::ledger::spend::Insufficient;
use crate::programme::point_type::PointTypeCode;
use crate::programme::programme::{Programme, ProgrammeState};

/// A reward to be ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRewardOrder {
    /// What.
    pub reward: RewardId,
    /// For whom.
    pub customer: CustomerId,
    /// How many.
    pub quantity: u32,
    /// The points that pay; the first price of the reward where nothing is said.
    pub point_type: Option<PointTypeCode>,
    /// The store whose stock it is, and in which it is collected; none for the merchant's own stock.
    pub store: Option<StoreId>,
    /// Where it is sent; none for what is collected.
    pub address: Option<OrderAddress>,
}

/// Why nothing was ordered.
#[derive(Debug, thiserror::Error)]
pub enum PlaceOrderError {
    /// There is no such reward.
    #[error("there is no such reward")]
    UnknownReward,
    /// There is no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// There is no such store.
    #[error("there is no such store")]
    UnknownStore,
    /// The reward or its programme is not active, or the reward is not on offer now.
    #[error("the reward is not on offer")]
    NotOnOffer,
    /// The customer has left the programme, or never was in it.
    #[error("the customer is not in the programme")]
    NotMember,
    /// It has no price in such points.
    #[error("the reward has no price in such points")]
    UnknownPrice,
    /// All its prices in such points are for members of other tiers or for customers in other segments.
    #[error("the reward has no price in such points for this customer")]
    NoPriceForCustomer,
    /// There are none, or too many.
    #[error("must be from 1 to {}", RewardOrder::MOST)]
    Quantity,
    /// Nothing of it is sent anywhere.
    #[error("there is nothing to be sent")]
    NothingToSend,
    /// Nothing of it lies in a store.
    #[error("there is nothing of it in a store")]
    NothingInStores,
    /// The customer has as many as anybody gets.
    #[error("{left} more can be ordered")]
    OverLimit {
        /// As many more can be ordered.
        left: i64,
    },
    /// There are not as many points.
    #[error(transparent)]
    Insufficient(#[from] Insufficient),
    /// There is not as much of it.
    #[error("there is not as much of it")]
    OutOfStock,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Orders a reward for somebody who stands so, as far as its prices ask: points and stock are held together, for as long as the
/// reward says. What cannot be held of either is refused as a whole.
///
/// The reward is kept first, then the customer is held, then the account, and the stock last: orders of one thing wait for each other
/// no longer than needed, and never in a circle.
pub async fn place_order(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    new: NewRewardOrder,
    asker: &PriceAsker,
) -> Result<RewardOrder, PlaceOrderError> {
    let reward = store.find_reward_for_use(new.reward).await?.ok_or(PlaceOrderError::UnknownReward)?;
    let programme = store.find_programme(reward.programme).await?;
    let programme = programme.ok_or(PlaceOrderError::UnknownReward)?;
    let mut order = draft(environment, &reward, &programme, new, asker)?;
    if !store.hold_customer_who_orders(order.customer).await? {
        return Err(PlaceOrderError::UnknownCustomer);
    }
    if let Some(place) = order.store
        && !store.unknown_stores(&[place]).await?.is_empty()
    {
        return Err(PlaceOrderError::UnknownStore);
    }
    let membership = store.find_programme_membership_of(programme.id, order.customer).await?;
    membership.ok_or(PlaceOrderError::NotMember)?;
    if let Some(given) = &reward.gives {
        check_gift(store, given, order.customer).await?;
    }
    keep_limit(store, &reward, &order).await?;
    let (reservation, posting) = reserve_for(store, environment, actor, &programme, &order).await?;
    (order.account, order.reservation) = (reservation.account, reservation.id);
    store.post_points(&posting).await?;
    if reward.stock != StockKeeping::Unlimited {
        order.holds_stock =
            hold_stock(store, reward.id, order.store, i64::from(order.quantity), order.created_at).await?;
        if !order.holds_stock && !reward.terms.back_order {
            return Err(PlaceOrderError::OutOfStock);
        }
    }
    store.insert_reward_order(&order, actor).await?;
    // About no customer: an order outlives the erasure of the customer, and what is noted of it names nobody.
    store.note(environment, AuditNote::created(&order)).await?;
    Ok(order)
}

/// The order as far as the reward alone says whether it can be.
fn draft(
    environment: &Environment,
    reward: &Reward,
    programme: &Programme,
    new: NewRewardOrder,
    asker: &PriceAsker,
) -> Result<RewardOrder, PlaceOrderError> {
    let NewRewardOrder { reward: _, customer, quantity, point_type, store, address } = new;
    let now = environment.now();
    if programme.state != ProgrammeState::Active || !reward.is_on_offer(now) {
        return Err(PlaceOrderError::NotOnOffer);
    }
    if !(1..=RewardOrder::MOST).contains(&quantity) {
        return Err(PlaceOrderError::Quantity);
    }
    let handover = Handover::of(reward.kind, address.is_some()).ok_or(PlaceOrderError::NothingToSend)?;
    if handover == Handover::None && store.is_some() {
        return Err(PlaceOrderError::NothingInStores);
    }
    let first = || reward.terms.prices.first().map(|price| price.point_type.clone());
    let point_type = point_type.or_else(first).ok_or(PlaceOrderError::UnknownPrice)?;
    let prices = &reward.terms.prices;
    if !prices.iter().any(|price| price.point_type == point_type) {
        return Err(PlaceOrderError::UnknownPrice);
    }
    let price = best_price(prices, &point_type, asker).ok_or(PlaceOrderError::NoPriceForCustomer)?;
    let points = price.points.checked_mul(i64::from(quantity)).ok_or(PlaceOrderError::Quantity)?;
    let hold = Duration::minutes(i64::from(reward.terms.hold_minutes));
    let expires_at = now.checked_add_signed(hold).unwrap_or(now);
    Ok(RewardOrder {
        id: RewardOrderId::new(environment.new_id()),
        reward: reward.id,
        programme: programme.id,
        customer,
        // Known once the points are held.
        account: PointAccountId::new(Uuid::nil()),
        reservation: PointReservationId::new(Uuid::nil()),
        quantity,
        point_type,
        points,
        price_tier: price.tier.clone(),
        price_segment: price.segment,
        store,
        handover,
        address,
        state: RewardOrderState::Reserved,
        holds_stock: false,
        given: None,
        expires_at,
        created_at: now,
        updated_at: now,
    })
}

/// Fails where the customer could not be given the points that the reward is.
async fn check_gift(
    store: &mut dyn RewardStore,
    given: &GivenPoints,
    customer: CustomerId,
) -> Result<(), PlaceOrderError> {
    let programme = store.find_programme(given.programme).await?;
    if programme.is_none_or(|programme| programme.state != ProgrammeState::Active) {
        return Err(PlaceOrderError::NotOnOffer);
    }
    let membership = store.find_programme_membership_of(given.programme, customer).await?;
    membership.map(drop).ok_or(PlaceOrderError::NotMember)
}

/// Nobody else orders for the customer meanwhile: what is counted stays so.
async fn keep_limit(
    store: &mut dyn RewardStore,
    reward: &Reward,
    order: &RewardOrder,
) -> Result<(), PlaceOrderError> {
    let Some(most) = reward.terms.limit_per_member else { return Ok(()) };
    let had = store.had_of_reward(reward.id, order.customer, order.created_at).await?;
    let left = i64::from(most).saturating_sub(had).max(0);
    if i64::from(order.quantity) > left { Err(PlaceOrderError::OverLimit { left }) } else { Ok(()) }
}

//! Orders a reward at the best price that is for whoever orders.

use std::collections::BTreeSet;

use regulars_kernel::{Actor, CustomerId, Environment, MerchantCalendar, SegmentId, StoreError};
use regulars_loyalty::{
    NewRewardOrder, PlaceOrderError, PriceAsker, Reward, RewardOrder, TierCode, place_order, tiers_of_members,
};
use regulars_segments::{ResolveFilterError, segments_that_hold};

use super::store::RewardOrderStore;

/// Orders a reward. Only what its prices ask of whoever orders is looked up: the tier as it is now, and who is in the segments now.
pub async fn order_reward(
    store: &mut dyn RewardOrderStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    new: NewRewardOrder,
) -> Result<RewardOrder, PlaceOrderError> {
    // Held from here on: nobody changes its prices meanwhile.
    let reward = store.find_reward_for_use(new.reward).await?.ok_or(PlaceOrderError::UnknownReward)?;
    let asker = PriceAsker {
        tier: tier_of(store, environment, calendar, &reward, new.customer).await?,
        segments: segments_of(store, environment, calendar, &reward, new.customer).await?,
    };
    place_order(store, environment, actor, new, &asker).await
}

async fn tier_of(
    store: &mut dyn RewardOrderStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    reward: &Reward,
    customer: CustomerId,
) -> Result<Option<TierCode>, StoreError> {
    if reward.terms.prices.iter().all(|price| price.tier.is_none()) {
        return Ok(None);
    }
    let Some(programme) = store.find_programme(reward.programme).await? else { return Ok(None) };
    let Some(scheme) = &programme.configuration.tiers else { return Ok(None) };
    let membership = store.find_programme_membership_of(programme.id, customer).await?;
    let Some(membership) = membership else { return Ok(None) };
    let now = environment.now();
    let reckoned = tiers_of_members(store, &programme, scheme, &[membership], calendar, now).await?;
    Ok(reckoned.into_iter().next().and_then(|reckoned| reckoned.tier))
}

async fn segments_of(
    store: &mut dyn RewardOrderStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    reward: &Reward,
    customer: CustomerId,
) -> Result<BTreeSet<SegmentId>, StoreError> {
    let named: BTreeSet<SegmentId> = reward.terms.prices.iter().filter_map(|price| price.segment).collect();
    if named.is_empty() {
        return Ok(named);
    }
    match segments_that_hold(store, &named, customer, calendar, environment.now()).await {
        Ok(held) => Ok(held),
        Err(ResolveFilterError::Store(error)) => Err(error),
        // A filter that cannot be evaluated means nobody: the prices for others stay.
        Err(ResolveFilterError::Filter(_) | ResolveFilterError::NotReady(_)) => Ok(BTreeSet::new()),
    }
}

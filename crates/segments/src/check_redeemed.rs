//! Whether the merchant has the campaigns of coupons and the rewards that a filter asks for.

use std::collections::BTreeSet;

use regulars_filters::{Filter, FilterError, FilterErrorCode, Redeemed};
use regulars_kernel::{CouponCampaignId, RewardId, StoreError};

use crate::SegmentReads;

/// Looks campaigns and rewards up where the filter itself names some. What is wrong is the inner result.
pub(crate) async fn check_redeemed(
    store: &mut dyn SegmentReads,
    filter: &Filter,
) -> Result<Result<(), FilterError>, StoreError> {
    let (mut campaigns, mut rewards) = (BTreeSet::new(), BTreeSet::new());
    let named = filter.redeemed();
    for (_, of) in &named {
        match of {
            Redeemed::Coupons(campaign) => campaigns.extend(*campaign),
            Redeemed::Rewards(reward) => rewards.extend(*reward),
        }
    }
    let known_campaigns = known_campaigns(store, &campaigns).await?;
    let known_rewards = known_rewards(store, &rewards).await?;
    let fault = named.into_iter().find_map(|(pointer, of)| {
        let (is_known, code, detail) = match of {
            Redeemed::Coupons(campaign) => (
                campaign.is_none_or(|campaign| known_campaigns.contains(&campaign)),
                FilterErrorCode::UnknownCampaign,
                "is not the id of a campaign of coupons",
            ),
            Redeemed::Rewards(reward) => (
                reward.is_none_or(|reward| known_rewards.contains(&reward)),
                FilterErrorCode::UnknownReward,
                "is not the id of a reward",
            ),
        };
        (!is_known).then(|| FilterError { pointer, code, detail: detail.to_owned() })
    });
    Ok(fault.map_or(Ok(()), Err))
}

async fn known_campaigns(
    store: &mut dyn SegmentReads,
    asked: &BTreeSet<CouponCampaignId>,
) -> Result<BTreeSet<CouponCampaignId>, StoreError> {
    if asked.is_empty() { Ok(BTreeSet::new()) } else { store.campaigns_among(asked).await }
}

async fn known_rewards(
    store: &mut dyn SegmentReads,
    asked: &BTreeSet<RewardId>,
) -> Result<BTreeSet<RewardId>, StoreError> {
    if asked.is_empty() { Ok(BTreeSet::new()) } else { store.rewards_among(asked).await }
}

//! Conditions on coupons that were used and on rewards that were ordered.

use regulars_kernel::{CouponCampaignId, RewardId};

use crate::{NumberTest, Period};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// Coupons of the campaign that were used; of any where there is none. One that was released again counts for nothing.
    Coupons(Option<CouponCampaignId>),
    /// Orders of the reward; of any where there is none. One that is not confirmed, was called off or brought back counts for nothing.
    Rewards(Option<RewardId>),
}

impl Redeemed {
    /// The key of the condition.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Coupons(_) => "coupons",
            Self::Rewards(_) => "rewards",
        }
    }

    /// The key of the id behind it.
    pub const fn id_key(self) -> &'static str {
        match self {
            Self::Coupons(_) => "campaign_id",
            Self::Rewards(_) => "reward_id",
        }
    }
}

/// A comparison of the number of coupons that the customer has used, or of rewards that the customer has ordered:
/// `{"coupons": {"campaign_id": "…", "within": {"last": 30, "unit": "day"}, "op": "gte", "value": 2}}`.
///
/// What is left out narrows nothing. Without `op` and `value` there is at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedemptionsCondition {
    /// What is counted.
    pub of: Redeemed,
    /// When a coupon was used, or a reward ordered.
    pub within: Option<Period>,
    /// How the number is compared.
    pub test: NumberTest,
}

//! What conditions on coupons and rewards mean.

use crate::{Record, RecordRedemption, Redeemed, ResolvedRedemptions};

/// How many of what the customer redeemed are meant.
pub(super) fn holds(condition: &ResolvedRedemptions, record: &Record) -> bool {
    let is_meant = |one: &&RecordRedemption| match (condition.of, **one) {
        (Redeemed::Coupons(meant), RecordRedemption::Coupon(campaign, at)) => {
            meant.is_none_or(|meant| meant == campaign) && condition.period.contains(&at)
        }
        (Redeemed::Rewards(meant), RecordRedemption::Reward(reward, at)) => {
            meant.is_none_or(|meant| meant == reward) && condition.period.contains(&at)
        }
        (Redeemed::Coupons(_), RecordRedemption::Reward(..))
        | (Redeemed::Rewards(_), RecordRedemption::Coupon(..)) => false,
    };
    let count = record.redemptions.iter().filter(is_meant).count();
    condition.comparison.holds_for(i128::try_from(count).unwrap_or(i128::MAX), 1)
}

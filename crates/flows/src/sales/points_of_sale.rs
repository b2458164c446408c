//! What a sale or a refund does to the points of its customer.

use regulars_kernel::{CouponCampaignId, EarningRuleId, Label, PointAccountId, ProgrammeId};
use regulars_loyalty::{Earned, PassedOver, PassedOverReason, PointBalance, PointScale, PointTypeCode};

/// What a receipt earned and what points paid of it, in one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsOfSale {
    /// The programme.
    pub programme: ProgrammeId,
    /// The account.
    pub account: PointAccountId,
    /// What it has.
    pub point_type: PointTypeCode,
    /// What that is called.
    pub name: Label,
    /// How many decimals it has.
    pub scale: PointScale,
    /// What was earned, in the smallest part. Negative where more was handed back on the receipt than bought.
    pub earned: i64,
    /// What was spent, in the smallest part.
    pub spent: i64,
    /// What the account has after it.
    pub balance: PointBalance,
    /// What was earned by which rule.
    pub earnings: Vec<Earned>,
    /// What coupons gave beside the rules.
    pub coupons: Vec<PointsOfCoupon>,
    /// Which rules gave nothing, and why.
    pub passed_over: Vec<RulePassedOver>,
}

/// What a coupon that was used with a receipt gave in points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsOfCoupon {
    /// Its campaign.
    pub campaign: CouponCampaignId,
    /// What that is called.
    pub name: Label,
    /// How many, in the smallest part.
    pub points: i64,
}

/// A rule that gave a receipt nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePassedOver {
    /// The rule.
    pub rule: EarningRuleId,
    /// What it is called.
    pub name: Label,
    /// Why.
    pub reason: PassedOverReason,
}

impl From<PassedOver> for RulePassedOver {
    fn from(passed: PassedOver) -> Self {
        Self { rule: passed.rule, reason: passed.because.reason(), name: passed.name }
    }
}

/// What a refund took back and gave back, in one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsOfRefund {
    /// The programme.
    pub programme: ProgrammeId,
    /// The account.
    pub account: PointAccountId,
    /// What it has.
    pub point_type: PointTypeCode,
    /// What was taken of what the purchase had earned.
    pub taken_back: i64,
    /// What was given of what had paid for it.
    pub given_back: i64,
    /// What could not be taken, and is owed.
    pub owed: i64,
    /// What the account has after it.
    pub balance: PointBalance,
}

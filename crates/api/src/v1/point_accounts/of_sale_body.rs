//! What sales and refunds do to points, on the wire.

use regulars_flows::{PointsOfCoupon, PointsOfRefund, PointsOfSale, RulePassedOver, SimulatedPoints};
use regulars_loyalty::{Earned, EarnedLine};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::PointBalanceBody;

/// What a receipt earned and what points paid of it, in one account. Points are in the smallest part of their type: with one
/// decimal, 45 is 4.5 points.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointsOfSaleBody {
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The account. Nobody has it yet where nothing is kept.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    account_id: Uuid,
    /// The code of what it has.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// What that is called.
    #[schema(example = "Poeni", max_length = 200)]
    name: String,
    /// How many decimals it has: with one, 45 is 4.5 points.
    #[schema(example = 0, maximum = 4)]
    scale: u8,
    /// What was earned. Negative where more was handed back on the receipt than bought.
    #[schema(example = 10, minimum = -9_007_199_254_740_991_i64)]
    earned: i64,
    /// What was spent.
    #[schema(example = 0)]
    spent: i64,
    /// What the account has after it; of a receipt that comes once more, what it has now.
    balance: PointBalanceBody,
    /// What was earned by which rule.
    #[schema(max_items = 100)]
    rules: Vec<RuleOfSaleBody>,
    /// What coupons gave beside the rules. `earned` is all of it together.
    #[schema(max_items = 20)]
    coupons: Vec<CouponOfSaleBody>,
    /// Which rules gave nothing, and why.
    #[schema(max_items = 100)]
    passed_over: Vec<PassedOverRuleBody>,
}

/// What a coupon that was used with a receipt gave in points.
#[derive(Debug, Serialize, ToSchema)]
pub struct CouponOfSaleBody {
    /// Its campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// What that is called.
    #[schema(example = "Dvostruki poeni", max_length = 200)]
    name: String,
    /// How many.
    #[schema(example = 200)]
    points: i64,
}

impl From<PointsOfCoupon> for CouponOfSaleBody {
    fn from(told: PointsOfCoupon) -> Self {
        let PointsOfCoupon { campaign, name, points } = told;
        Self { campaign_id: campaign.value(), name: name.into_string(), points }
    }
}

/// What a receipt earned by a rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleOfSaleBody {
    /// The rule.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c55")]
    rule_id: Uuid,
    /// What it is called.
    #[schema(example = "Poen na svakih 100 dinara", max_length = 200)]
    name: String,
    /// What it gave.
    #[schema(example = 7)]
    points: i64,
    /// Whether a cap has kept it from giving more.
    #[schema(example = false)]
    capped: bool,
    /// Whether its budget was spent by it, and has kept it from giving more.
    #[schema(example = false)]
    budget_spent: bool,
    /// Which line earned what of it.
    lines: Vec<LineOfRuleBody>,
}

/// What a line of a receipt earned by a rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineOfRuleBody {
    /// The number of the line, from 1.
    #[schema(example = 1)]
    line: u32,
    /// What it earned. Negative for goods handed back on the receipt.
    #[schema(example = 3)]
    points: i64,
}

/// A rule that gave nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassedOverRuleBody {
    /// The rule.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c57")]
    rule_id: Uuid,
    /// What it is called.
    #[schema(example = "Praznični poklon", max_length = 200)]
    name: String,
    /// Why: `other_store` (the programme does not hold there), `points_pay` (points paid a part of it), `not_then` (the rule
    /// does not hold at that time), `other_customers` (the buyer is not among those whom the rule is for), `condition` (the receipt fails its `when`), `no_lines` (it means no line of the receipt,
    /// or points paid them all), `cap` (the most that it gives was given), `budget_spent` (all
    /// customers together had what it gives), `gives_nothing` (too little was bought), `outdone`
    /// (another rule of its group gave).
    #[schema(example = "not_then")]
    reason: &'static str,
}

impl From<PointsOfSale> for PointsOfSaleBody {
    fn from(told: PointsOfSale) -> Self {
        let PointsOfSale {
            programme,
            account,
            point_type,
            name,
            scale,
            earned,
            spent,
            balance,
            earnings,
            coupons,
            passed_over,
        } = told;
        Self {
            programme_id: programme.value(),
            account_id: account.value(),
            point_type: point_type.to_string(),
            name: name.into_string(),
            scale: scale.decimals(),
            earned,
            spent,
            balance: balance.into(),
            rules: earnings.into_iter().map(RuleOfSaleBody::from).collect(),
            coupons: coupons.into_iter().map(CouponOfSaleBody::from).collect(),
            passed_over: passed_over.into_iter().map(PassedOverRuleBody::from).collect(),
        }
    }
}

/// What a receipt would earn of one type of points, by somebody who has had nothing of the rules yet. Points are in the smallest
/// part of their type.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedPointsBody {
    /// The code of what would be earned.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// What would be earned.
    #[schema(example = 10, minimum = -9_007_199_254_740_991_i64)]
    earned: i64,
    /// What would be earned by which rule.
    #[schema(max_items = 100)]
    rules: Vec<RuleOfSaleBody>,
    /// Which rules would give nothing, and why.
    #[schema(max_items = 100)]
    passed_over: Vec<PassedOverRuleBody>,
}

impl From<SimulatedPoints> for SimulatedPointsBody {
    fn from(told: SimulatedPoints) -> Self {
        let SimulatedPoints { point_type, earned, earnings, passed_over } = told;
        Self {
            point_type: point_type.to_string(),
            earned,
            rules: earnings.into_iter().map(RuleOfSaleBody::from).collect(),
            passed_over: passed_over.into_iter().map(RulePassedOver::from).map(Into::into).collect(),
        }
    }
}

impl From<Earned> for RuleOfSaleBody {
    fn from(earned: Earned) -> Self {
        let lines = earned.lines.into_iter();
        Self {
            rule_id: earned.rule.value(),
            name: earned.name.into_string(),
            points: earned.points,
            budget_spent: earned.budget_spent,
            capped: !earned.capped_by.is_empty(),
            lines: lines.map(|EarnedLine { line, points, .. }| LineOfRuleBody { line, points }).collect(),
        }
    }
}

impl From<RulePassedOver> for PassedOverRuleBody {
    fn from(passed: RulePassedOver) -> Self {
        let RulePassedOver { rule, name, reason } = passed;
        Self { rule_id: rule.value(), name: name.into_string(), reason: reason.name() }
    }
}

/// What a refund took back and gave back, in one account. Points are in the smallest part of their type.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointsOfRefundBody {
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The account.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    account_id: Uuid,
    /// The code of what it has.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// What was taken of what the purchase had earned.
    #[schema(example = 3)]
    taken_back: i64,
    /// What was given of what had paid for it.
    #[schema(example = 0)]
    given_back: i64,
    /// What could not be taken, and is owed: the next points pay it.
    #[schema(example = 0)]
    owed: i64,
    /// What the account has after it; of a refund that comes once more, what it has now.
    balance: PointBalanceBody,
}

impl From<PointsOfRefund> for PointsOfRefundBody {
    fn from(told: PointsOfRefund) -> Self {
        let PointsOfRefund { programme, account, point_type, taken_back, given_back, owed, balance } = told;
        Self {
            programme_id: programme.value(),
            account_id: account.value(),
            point_type: point_type.to_string(),
            taken_back,
            given_back,
            owed,
            balance: balance.into(),
        }
    }
}

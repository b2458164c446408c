//! What coupons take off a receipt, on the wire.

use regulars_loyalty::{AppliedCoupon, CouponCode, CouponDiscount, CouponRefusal, CouponSolution};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::coupon_campaigns::effect_body::CouponEffectBody;

/// Why a code is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponRefusalBody {
    /// The merchant has no such code.
    Unknown,
    /// It cannot be used any more.
    Voided,
    /// It belongs to another customer.
    OtherHolder,
    /// Its campaign is not active.
    NotActive,
    /// It does not hold at that time.
    NotThen,
    /// It does not hold in that store.
    OtherStore,
    /// The receipt costs too little.
    BelowMinimum,
    /// It has been used as often as it may.
    UsedUp,
    /// Codes of its campaign have been used as often as they may.
    CampaignUsedUp,
    /// The customer has used codes of its campaign as often as one may.
    CustomerUsedUp,
    /// It is for known customers, and nobody knows who buys.
    NoCustomer,
    /// It is for somebody else.
    OtherCustomer,
    /// It gives points of a programme in which the customer earns none.
    NotMember,
    /// It takes off more than is left of what its campaign may cost.
    BudgetSpent,
    /// It means none of the lines, or nothing is left of them.
    NoLines,
    /// Others are better for the customer, and it does not go with them.
    OutdoneByOthers,
    /// More were shown than are weighed against each other.
    TooMany,
}

impl From<CouponRefusal> for CouponRefusalBody {
    fn from(refusal: CouponRefusal) -> Self {
        match refusal {
            CouponRefusal::Unknown => Self::Unknown,
            CouponRefusal::Voided => Self::Voided,
            CouponRefusal::OtherHolder => Self::OtherHolder,
            CouponRefusal::NotActive => Self::NotActive,
            CouponRefusal::NotThen => Self::NotThen,
            CouponRefusal::OtherStore => Self::OtherStore,
            CouponRefusal::BelowMinimum => Self::BelowMinimum,
            CouponRefusal::UsedUp => Self::UsedUp,
            CouponRefusal::CampaignUsedUp => Self::CampaignUsedUp,
            CouponRefusal::CustomerUsedUp => Self::CustomerUsedUp,
            CouponRefusal::NoCustomer => Self::NoCustomer,
            CouponRefusal::OtherCustomer => Self::OtherCustomer,
            CouponRefusal::NotMember => Self::NotMember,
            CouponRefusal::BudgetSpent => Self::BudgetSpent,
            CouponRefusal::NoLines => Self::NoLines,
            CouponRefusal::OutdoneByOthers => Self::OutdoneByOthers,
            CouponRefusal::TooMany => Self::TooMany,
        }
    }
}

/// What a coupon takes off a line.
#[derive(Serialize, ToSchema)]
pub struct CouponDiscountBody {
    /// The number of the line, from 1.
    #[schema(minimum = 1, example = 1)]
    line: u32,
    /// How much, in minor units.
    #[schema(minimum = 1, example = 3_600)]
    amount: i64,
}

/// A coupon that is used.
#[derive(Serialize, ToSchema)]
pub struct AppliedCouponBody {
    /// The code.
    #[schema(max_length = 40, example = "KAFA10")]
    code: String,
    /// Its campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// What that is called.
    #[schema(example = "Kafa za dobar početak")]
    name: String,
    /// All that it takes off, in minor units; 0 where it gives points.
    #[schema(minimum = 0, example = 3_600)]
    discount: i64,
    /// Of which lines.
    lines: Vec<CouponDiscountBody>,
    /// What its campaign takes off, or gives in points.
    effect: CouponEffectBody,
}

/// A coupon that is not used.
#[derive(Serialize, ToSchema)]
pub struct PassedOverCouponBody {
    /// The code.
    #[schema(max_length = 40, example = "LETO2026")]
    code: String,
    /// Why.
    #[schema(example = "not_then")]
    reason: CouponRefusalBody,
}

/// What coupons take off a receipt: the choice that is best for the customer.
#[derive(Serialize, ToSchema)]
pub struct CouponSolutionBody {
    /// All that they take off, in minor units.
    #[schema(minimum = 0, example = 3_600)]
    discount: i64,
    /// Those that are used, in the order in which they are reckoned.
    #[schema(max_items = 20)]
    applied: Vec<AppliedCouponBody>,
    /// Those that are not.
    #[schema(max_items = 21)]
    passed_over: Vec<PassedOverCouponBody>,
}

impl From<AppliedCoupon> for AppliedCouponBody {
    fn from(applied: AppliedCoupon) -> Self {
        let AppliedCoupon { code, campaign, name, discount, lines, effect } = applied;
        let line = |CouponDiscount { line, amount }: CouponDiscount| CouponDiscountBody { line, amount };
        Self {
            code: code.to_string(),
            campaign_id: campaign.value(),
            name: name.into_string(),
            discount,
            lines: lines.into_iter().map(line).collect(),
            effect: CouponEffectBody::from(&effect),
        }
    }
}

impl From<CouponSolution> for CouponSolutionBody {
    fn from(solution: CouponSolution) -> Self {
        let CouponSolution { applied, passed_over } = solution;
        let passed = |(code, reason): (CouponCode, CouponRefusal)| PassedOverCouponBody {
            code: code.to_string(),
            reason: reason.into(),
        };
        Self {
            discount: applied.iter().map(|one| one.discount).sum(),
            applied: applied.into_iter().map(AppliedCouponBody::from).collect(),
            passed_over: passed_over.into_iter().map(passed).collect(),
        }
    }
}

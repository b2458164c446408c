//! Closed lists of coupons on the wire.

use regulars_loyalty::{CapPeriod, CouponCampaignState, CouponConflictReason, CouponRefundPolicy};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponCampaignStateBody {
    /// It is being written: no code of it can be used, and it can be deleted.
    Draft,
    /// Its codes can be used.
    Active,
    /// They cannot, for the time being.
    Paused,
    /// For good.
    Closed,
}

impl From<CouponCampaignState> for CouponCampaignStateBody {
    fn from(state: CouponCampaignState) -> Self {
        match state {
            CouponCampaignState::Draft => Self::Draft,
            CouponCampaignState::Active => Self::Active,
            CouponCampaignState::Paused => Self::Paused,
            CouponCampaignState::Closed => Self::Closed,
        }
    }
}

impl From<CouponCampaignStateBody> for CouponCampaignState {
    fn from(body: CouponCampaignStateBody) -> Self {
        match body {
            CouponCampaignStateBody::Draft => Self::Draft,
            CouponCampaignStateBody::Active => Self::Active,
            CouponCampaignStateBody::Paused => Self::Paused,
            CouponCampaignStateBody::Closed => Self::Closed,
        }
    }
}

/// What becomes of a coupon when all that was bought with it is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponRefundPolicyBody {
    /// It stays used.
    Keep,
    /// It can be used again.
    Free,
}

impl From<CouponRefundPolicy> for CouponRefundPolicyBody {
    fn from(policy: CouponRefundPolicy) -> Self {
        match policy {
            CouponRefundPolicy::Keep => Self::Keep,
            CouponRefundPolicy::Free => Self::Free,
        }
    }
}

impl From<CouponRefundPolicyBody> for CouponRefundPolicy {
    fn from(body: CouponRefundPolicyBody) -> Self {
        match body {
            CouponRefundPolicyBody::Keep => Self::Keep,
            CouponRefundPolicyBody::Free => Self::Free,
        }
    }
}

/// A time on the merchant's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponPeriodBody {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl CouponPeriodBody {
    /// The period, if campaigns have such.
    pub const fn of(period: CapPeriod) -> Option<Self> {
        match period {
            CapPeriod::Day => Some(Self::Day),
            CapPeriod::Week => Some(Self::Week),
            CapPeriod::Month => Some(Self::Month),
            CapPeriod::Year => Some(Self::Year),
            CapPeriod::Receipt | CapPeriod::Ever => None,
        }
    }
}

impl From<CouponPeriodBody> for CapPeriod {
    fn from(body: CouponPeriodBody) -> Self {
        match body {
            CouponPeriodBody::Day => Self::Day,
            CouponPeriodBody::Week => Self::Week,
            CouponPeriodBody::Month => Self::Month,
            CouponPeriodBody::Year => Self::Year,
        }
    }
}

/// Why a code was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponConflictReasonBody {
    /// It is no code.
    Invalid,
    /// It stands in the list before.
    Twice,
    /// The merchant has it already.
    Taken,
}

impl From<CouponConflictReason> for CouponConflictReasonBody {
    fn from(reason: CouponConflictReason) -> Self {
        match reason {
            CouponConflictReason::Invalid => Self::Invalid,
            CouponConflictReason::Twice => Self::Twice,
            CouponConflictReason::Taken => Self::Taken,
        }
    }
}

//! Why codes are void, on the wire.

use regulars_loyalty::CouponVoidReason;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a code cannot be used any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponVoidReasonBody {
    /// It has come into hands that it was not meant for.
    Leaked,
    /// It should never have been given.
    Mistake,
    /// It was got by deceit.
    Fraud,
    /// The merchant has taken it back.
    Withdrawn,
    /// The customer to whom it belonged is erased.
    Erased,
}

impl From<CouponVoidReason> for CouponVoidReasonBody {
    fn from(reason: CouponVoidReason) -> Self {
        match reason {
            CouponVoidReason::Leaked => Self::Leaked,
            CouponVoidReason::Mistake => Self::Mistake,
            CouponVoidReason::Fraud => Self::Fraud,
            CouponVoidReason::Withdrawn => Self::Withdrawn,
            CouponVoidReason::Erased => Self::Erased,
        }
    }
}

/// Why staff make codes void.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewCouponVoidReasonBody {
    /// They have come into hands that they were not meant for.
    Leaked,
    /// They should never have been given.
    Mistake,
    /// They were got by deceit.
    Fraud,
    /// The merchant takes them back.
    Withdrawn,
}

impl From<NewCouponVoidReasonBody> for CouponVoidReason {
    fn from(body: NewCouponVoidReasonBody) -> Self {
        match body {
            NewCouponVoidReasonBody::Leaked => Self::Leaked,
            NewCouponVoidReasonBody::Mistake => Self::Mistake,
            NewCouponVoidReasonBody::Fraud => Self::Fraud,
            NewCouponVoidReasonBody::Withdrawn => Self::Withdrawn,
        }
    }
}

/// Why codes are made void.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "leaked"}))]
pub struct NewCouponVoidBody {
    /// Why.
    pub reason: NewCouponVoidReasonBody,
}

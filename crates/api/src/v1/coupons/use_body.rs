//! A use of a coupon, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::CustomerId;
use regulars_loyalty::{AppliedCoupon, CouponUse, CouponUseState};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::solution_body::AppliedCouponBody;

/// Where a use stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponUseStateBody {
    /// The code is held, for a limited time.
    Reserved,
    /// It is used.
    Redeemed,
    /// It is free again.
    Released,
}

impl From<CouponUseState> for CouponUseStateBody {
    fn from(state: CouponUseState) -> Self {
        match state {
            CouponUseState::Reserved => Self::Reserved,
            CouponUseState::Redeemed => Self::Redeemed,
            CouponUseState::Released => Self::Released,
        }
    }
}

/// A use of a coupon, and what it takes off.
#[derive(Serialize, ToSchema)]
pub struct CouponUseBody {
    /// Its id, by which it is released.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d20")]
    id: Uuid,
    /// Where it stands.
    #[schema(example = "reserved")]
    state: CouponUseStateBody,
    /// Who uses it, if that is known.
    customer_id: Option<Uuid>,
    /// Until when a reservation holds.
    #[schema(example = "2026-11-20T16:45:00Z")]
    reserved_until: Option<DateTime<Utc>>,
    /// What it takes off.
    coupon: AppliedCouponBody,
}

impl From<(CouponUse, AppliedCoupon)> for CouponUseBody {
    fn from((taken, applied): (CouponUse, AppliedCoupon)) -> Self {
        Self {
            id: taken.id.value(),
            state: taken.state.into(),
            customer_id: taken.customer.map(CustomerId::value),
            reserved_until: taken.reserved_until,
            coupon: applied.into(),
        }
    }
}

//! Codes that belong to one customer.

use regulars_kernel::Instant;

use super::code::CouponCode;
use super::store::FoundCoupon;

/// A code that belongs to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCoupon {
    /// The code, with its campaign.
    pub coupon: FoundCoupon,
    /// Since when it is theirs.
    pub given_at: Instant,
}

/// Where a coupon of a customer stands in their list, which begins with the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCouponPosition {
    /// Since when it is theirs.
    pub given_at: Instant,
    /// The code.
    pub code: CouponCode,
}

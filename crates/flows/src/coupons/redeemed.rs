//! What a till is told of a coupon that was used.

use regulars_kernel::{CouponCampaignId, Label};
use regulars_loyalty::CouponCode;

/// A coupon that was used with a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedeemedCoupon {
    /// The code.
    pub code: CouponCode,
    /// Its campaign.
    pub campaign: CouponCampaignId,
    /// What that is called.
    pub name: Label,
    /// What it takes off, in minor units.
    pub discount: i64,
}

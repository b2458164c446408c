//! What a till is told of a coupon that was used.

use regulars_kernel::{CouponCampaignId, Label};
use regulars_loyalty::{CouponCode, CouponGift};

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
    /// What it gives in points, if it does. The points of the answer tell how many that are.
    pub gift: Option<CouponGift>,
}

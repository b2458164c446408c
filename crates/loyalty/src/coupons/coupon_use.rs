//! One use of a code.

use regulars_kernel::{Actor, CouponCampaignId, CouponUseId, CustomerId, Date, Instant, PurchaseId, named};

use super::code::CouponCode;

named! {
    /// Where a use stands.
    CouponUseState {
        /// The code is held for somebody, for a limited time.
        Reserved = "reserved",
        /// It is used.
        Redeemed = "redeemed",
        /// It is free again: the time was over, somebody gave it back, or all that was bought was.
        Released = "released",
    }
}

/// One use of a code. It counts unless it is released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponUse {
    /// Its id.
    pub id: CouponUseId,
    /// The campaign.
    pub campaign: CouponCampaignId,
    /// The code.
    pub code: CouponCode,
    /// Who used it, if that is known.
    pub customer: Option<CustomerId>,
    /// The purchase with which it was used, if it was one that is recorded here.
    pub purchase: Option<PurchaseId>,
    /// Where it stands.
    pub state: CouponUseState,
    /// What it takes off, in minor units.
    pub amount: i64,
    /// The merchant's day of the use, by which limits count.
    pub day: Date,
    /// Who asked for it.
    pub actor: Actor,
    /// Until when a reservation holds.
    pub reserved_until: Option<Instant>,
    /// Since when there is this use.
    pub created_at: Instant,
    /// When it was used or released.
    pub settled_at: Option<Instant>,
}

impl CouponUse {
    /// Whether it is a reservation that holds.
    pub fn holds_at(&self, now: Instant) -> bool {
        self.state == CouponUseState::Reserved && self.reserved_until.is_some_and(|until| now < until)
    }
}

//! What sending a newsletter touches.

use regulars_identity::IdentityStore;
use regulars_loyalty::CouponReads;
use regulars_newsletters::{DraftingStore, NewsletterAudienceStore};
use regulars_segments::SegmentStore;

use crate::newsletters::audience::MeantCustomerReads;
use crate::newsletters::settle_newsletter::NewsletterSettlementStore;

/// Newsletters, who they go to, and the quota, in one transaction.
pub trait SendStore:
    DraftingStore
    + NewsletterAudienceStore
    + SegmentStore
    + MeantCustomerReads
    + IdentityStore
    + NewsletterSettlementStore
    + CouponReads
{
}

impl<Store> SendStore for Store where
    Store: DraftingStore
        + NewsletterAudienceStore
        + SegmentStore
        + MeantCustomerReads
        + IdentityStore
        + NewsletterSettlementStore
        + CouponReads
{
}

/// What sending depends on besides the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendingTerms {
    /// Whether mail of live merchants can leave.
    pub has_relay: bool,
}

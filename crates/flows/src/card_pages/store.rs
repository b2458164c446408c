//! What the flows of cards on the phone need from a store.

use regulars_consent::ContactReads;
use regulars_customers::{CardLinkReads, CardLinkStore, CustomerReads, CustomerStore};
use regulars_identity::IdentityReads;
use regulars_jobs::JobStore;
use regulars_loyalty::{PointReads, TierReads};
use regulars_network::NetworkReads;

use crate::coupons::store::CouponWeighingReads;

/// What the mail with the link is written from.
pub trait CardMailReads: CardLinkReads + CustomerReads + NetworkReads + ContactReads + IdentityReads {}

impl<Store: CardLinkReads + CustomerReads + NetworkReads + ContactReads + IdentityReads> CardMailReads
    for Store
{
}

/// What keeping that mail touches.
pub trait CardMailStore: CardLinkStore + ContactReads + IdentityReads + JobStore {}

impl<Store: CardLinkStore + ContactReads + IdentityReads + JobStore> CardMailStore for Store {}

/// What issuing a link touches.
pub trait IssueCardLinkStore: CardLinkStore + CustomerStore {}

impl<Store: CardLinkStore + CustomerStore> IssueCardLinkStore for Store {}

/// What the page is read from.
pub trait CardPageReads:
    CardLinkReads + CustomerReads + NetworkReads + IdentityReads + PointReads + TierReads + CouponWeighingReads
{
}

impl<Store> CardPageReads for Store where
    Store: CardLinkReads
        + CustomerReads
        + NetworkReads
        + IdentityReads
        + PointReads
        + TierReads
        + CouponWeighingReads
{
}

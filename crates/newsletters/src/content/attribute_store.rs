//! Where newsletters look up custom attributes and points.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{CouponCampaignId, CustomerId, Instant, NewsletterId, StoreError};

use crate::compose::merge::{MergeAttribute, MergeValue};

/// The custom attributes and the points of one merchant's customers, as newsletters name them.
#[async_trait]
pub trait MergeAttributeReads: Send {
    /// Which of these attributes the merchant has. Points and tiers are known to whoever has had a programme; the coupon is the
    /// newsletter's, and is not among them.
    async fn known_attributes(&mut self, named: &[MergeAttribute])
    -> Result<Vec<MergeAttribute>, StoreError>;
    /// Whether the merchant has that campaign of coupons. Inside a write nobody deletes it until that write ends.
    async fn has_coupon_campaign(&mut self, campaign: CouponCampaignId) -> Result<bool, StoreError>;
    /// The code that a recipient of a newsletter got with it.
    async fn coupon_of_recipient(
        &mut self,
        newsletter: NewsletterId,
        customer: CustomerId,
    ) -> Result<Option<String>, StoreError>;
    /// What of points is named, of each of these customers as they stand at that instant. Nothing is read where nothing of
    /// points is named, and however many customers there are, it is the same statements.
    async fn merge_points_of(
        &mut self,
        customers: &[CustomerId],
        named: &[MergeAttribute],
        now: Instant,
    ) -> Result<BTreeMap<CustomerId, BTreeMap<MergeAttribute, MergeValue>>, StoreError>;
}

//! Which newsletters refer to other things.

use async_trait::async_trait;
use regulars_kernel::{CouponCampaignId, NewsletterId, StoreError, TemplateId, UsedBy};

use crate::audience::picked::Audience;
use crate::compose::merge::MergeAttribute;

/// A newsletter that is not over, and whom it is meant for.
#[derive(Clone, Debug)]
pub struct UsingNewsletter {
    /// Its id.
    pub id: NewsletterId,
    /// Its name.
    pub name: String,
    /// Whom it is meant for.
    pub audience: Audience,
}

/// What one merchant's newsletters refer to.
#[async_trait]
pub trait NewsletterUsageReads: Send {
    /// The newsletters that have an audience and are neither sent nor cancelled: what they refer to is looked up when they
    /// are sent, or still shown.
    async fn newsletters_with_audience(&mut self) -> Result<Vec<UsingNewsletter>, StoreError>;
    /// The newsletters whose texts name a custom attribute, and that are neither sent nor cancelled: what is sent already is
    /// shown without it.
    async fn newsletters_naming_attribute(
        &mut self,
        attribute: &MergeAttribute,
    ) -> Result<Vec<UsedBy>, StoreError>;
    /// The newsletters that bring coupons of that campaign, in whatever state.
    async fn newsletters_with_coupons(
        &mut self,
        campaign: CouponCampaignId,
    ) -> Result<Vec<UsedBy>, StoreError>;
    /// The newsletters with that template, in whatever state: one that was sent must look the same for ever.
    async fn newsletters_with_template(&mut self, template: TemplateId) -> Result<Vec<UsedBy>, StoreError>;
}

//! Deletes a draft of a campaign of coupons.

use regulars_kernel::Environment;
use regulars_loyalty::{
    CouponCampaign, CouponCampaignState, CouponStore, DeleteCampaignError, delete_coupon_campaign,
};

use super::usage::{DeletionStore, users_of_campaign};

/// Deletes a campaign that was found for change behind
/// [`SegmentStore::lock_segments`](regulars_segments::SegmentStore::lock_segments), where it is a draft that no filter asks for and no
/// newsletter brings.
pub async fn delete_unused_campaign<Store: DeletionStore + CouponStore>(
    store: &mut Store,
    environment: &Environment,
    campaign: &CouponCampaign,
) -> Result<(), DeleteCampaignError> {
    if campaign.state == CouponCampaignState::Draft {
        let users = users_of_campaign(store, campaign.id).await?;
        if !users.is_empty() {
            return Err(DeleteCampaignError::InUse(users));
        }
    }
    delete_coupon_campaign(store, environment, campaign).await
}

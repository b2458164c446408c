//! Deletes a campaign that was never more than a draft.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, UsedBy};

use super::campaign::{CouponCampaign, CouponCampaignState};
use super::store::CouponStore;

/// Why a campaign was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteCampaignError {
    /// It has left the draft: what was used stays explained.
    #[error("a campaign that is {0} is not deleted; close it instead")]
    NotDraft(CouponCampaignState),
    /// Filters ask for it, or a newsletter brings its coupons.
    #[error("filters ask for the campaign, or a newsletter brings its coupons")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a campaign that was found for change, with its codes.
pub async fn delete_coupon_campaign(
    store: &mut dyn CouponStore,
    environment: &Environment,
    campaign: &CouponCampaign,
) -> Result<(), DeleteCampaignError> {
    if campaign.state != CouponCampaignState::Draft {
        return Err(DeleteCampaignError::NotDraft(campaign.state));
    }
    store.delete_coupon_campaign(campaign.id).await?;
    Ok(store.note(environment, AuditNote::deleted(campaign)).await?)
}

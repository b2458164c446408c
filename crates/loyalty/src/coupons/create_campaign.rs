//! Makes a campaign.

use regulars_audit::AuditNote;
use regulars_kernel::{CouponCampaignId, Environment, Label};

use super::campaign::{CouponCampaign, CouponCampaignState, CouponTerms};
use super::change_campaign::{ChangeCampaignError, require_terms};
use super::store::CouponStore;

/// A campaign to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCouponCampaign {
    /// What it is called.
    pub name: Label,
    /// What it does.
    pub terms: CouponTerms,
}

/// Makes a campaign. It is a draft without codes.
pub async fn create_coupon_campaign(
    store: &mut dyn CouponStore,
    environment: &Environment,
    new: NewCouponCampaign,
) -> Result<CouponCampaign, ChangeCampaignError> {
    let NewCouponCampaign { name, terms } = new;
    require_terms(store, &terms).await?;
    let now = environment.now();
    let campaign = CouponCampaign {
        id: CouponCampaignId::new(environment.new_id()),
        name,
        state: CouponCampaignState::Draft,
        terms,
        codes: 0,
        coming: 0,
        used: 0,
        reserved: 0,
        spent: 0,
        created_at: now,
        updated_at: now,
    };
    store.insert_coupon_campaign(&campaign).await?;
    store.note(environment, AuditNote::created(&campaign)).await?;
    Ok(campaign)
}

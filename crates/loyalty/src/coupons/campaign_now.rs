//! Campaigns as they stand now: a reservation whose time is over counts for nothing, whether that was written or not.

use regulars_kernel::{CouponCampaignId, Instant, Page, PageRequest, StoreError};

use super::campaign::CouponCampaign;
use super::store::{CouponReads, CouponStore};

/// One campaign as it stands at that instant.
pub async fn coupon_campaign_at<Store: CouponReads + ?Sized>(
    store: &mut Store,
    id: CouponCampaignId,
    now: Instant,
) -> Result<Option<CouponCampaign>, StoreError> {
    let mut found: Vec<CouponCampaign> = store.find_coupon_campaign(id).await?.into_iter().collect();
    without_lapsed(store, &mut found, now).await?;
    Ok(found.pop())
}

/// The same, of which nobody else changes anything until this transaction ends.
pub async fn coupon_campaign_for_change_at<Store: CouponStore + ?Sized>(
    store: &mut Store,
    id: CouponCampaignId,
    now: Instant,
) -> Result<Option<CouponCampaign>, StoreError> {
    let mut found: Vec<CouponCampaign> =
        store.find_coupon_campaign_for_change(id).await?.into_iter().collect();
    without_lapsed(store, &mut found, now).await?;
    Ok(found.pop())
}

/// All campaigns as they stand at that instant, by their ids.
pub async fn coupon_campaigns_at<Store: CouponReads + ?Sized>(
    store: &mut Store,
    page: PageRequest<CouponCampaignId>,
    now: Instant,
) -> Result<Page<CouponCampaign, CouponCampaignId>, StoreError> {
    let mut found = store.list_coupon_campaigns(page).await?;
    without_lapsed(store, &mut found.items, now).await?;
    Ok(found)
}

/// No statement where nothing is reserved.
async fn without_lapsed<Store: CouponReads + ?Sized>(
    store: &mut Store,
    campaigns: &mut [CouponCampaign],
    now: Instant,
) -> Result<(), StoreError> {
    let reserving = campaigns.iter().filter(|campaign| campaign.reserved > 0);
    let reserving: Vec<CouponCampaignId> = reserving.map(|campaign| campaign.id).collect();
    if reserving.is_empty() {
        return Ok(());
    }
    for lapsed in store.expired_coupons(&reserving, now).await? {
        for campaign in campaigns.iter_mut().filter(|campaign| campaign.id == lapsed.campaign) {
            campaign.used -= lapsed.times;
            campaign.reserved -= lapsed.times;
            campaign.spent -= lapsed.amount;
        }
    }
    Ok(())
}

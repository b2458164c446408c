//! Coupons that newsletters bring: one code for each recipient, made as the message is taken up, and only once.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{
    CouponBatchId, CouponCampaignId, CustomerId, Environment, NewsletterId, Personal, StoreError,
};
use regulars_loyalty::{CouponBatch, CouponCode, CouponPrefix, CouponStore};
use regulars_newsletters::{
    ClaimedDelivery, DeliveryClaim, DeliveryStore, MergeAttribute, MergePoints, MergeValue,
};

/// Which code each recipient of a newsletter got.
#[async_trait]
pub trait NewsletterCouponStore: Send {
    /// The campaign whose coupons a newsletter brings.
    async fn campaign_of_newsletter(
        &mut self,
        newsletter: NewsletterId,
    ) -> Result<Option<CouponCampaignId>, StoreError>;
    /// The codes that these recipients of a newsletter have.
    async fn coupons_of_newsletter(
        &mut self,
        newsletter: NewsletterId,
        customers: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, CouponCode>, StoreError>;
    /// Keeps which code a recipient of a newsletter has, of those who have none yet.
    async fn keep_newsletter_coupons(
        &mut self,
        newsletter: NewsletterId,
        codes: &[(CustomerId, CouponCode)],
    ) -> Result<(), StoreError>;
}

/// Deliveries, and the coupons that they bring.
pub trait CouponDeliveryStore: DeliveryStore + CouponStore + NewsletterCouponStore {}

impl<Store: DeliveryStore + CouponStore + NewsletterCouponStore> CouponDeliveryStore for Store {}

/// Takes deliveries that are due, as [`DeliveryStore::claim`] does. Where the texts show a coupon, each recipient has a code from then
/// on, which is the same whenever and by whichever channel the newsletter is tried again.
pub async fn claim_deliveries(
    store: &mut dyn CouponDeliveryStore,
    environment: &Environment,
    claim: &DeliveryClaim,
) -> Result<Vec<ClaimedDelivery>, StoreError> {
    let mut claimed = store.claim(claim).await?;
    let coupon = MergeAttribute::of_points(MergePoints::Coupon);
    if claimed.is_empty() || !claim.attributes.contains(&coupon) {
        return Ok(claimed);
    }
    let mut customers: Vec<CustomerId> = claimed.iter().map(|one| one.cursor.key.customer).collect();
    // In the order of their ids, so that two who claim for different channels do not wait for each other.
    customers.sort_unstable();
    customers.dedup();
    let codes = codes_for(store, environment, claim.newsletter, &customers).await?;
    for delivery in &mut claimed {
        if let Some(code) = codes.get(&delivery.cursor.key.customer) {
            let shown = MergeValue::Text(Personal::new(code.to_string()));
            delivery.recipient.attributes.insert(coupon.clone(), shown);
        }
    }
    Ok(claimed)
}

async fn codes_for(
    store: &mut dyn CouponDeliveryStore,
    environment: &Environment,
    newsletter: NewsletterId,
    customers: &[CustomerId],
) -> Result<BTreeMap<CustomerId, CouponCode>, StoreError> {
    let there = store.coupons_of_newsletter(newsletter, customers).await?;
    let missing: Vec<CustomerId> =
        customers.iter().copied().filter(|customer| !there.contains_key(customer)).collect();
    if missing.is_empty() {
        return Ok(there);
    }
    let Some(campaign) = store.campaign_of_newsletter(newsletter).await? else { return Ok(there) };
    let no_prefix = CouponPrefix::default();
    let drawn: Vec<(CustomerId, CouponCode)> = missing
        .into_iter()
        .map(|customer| (customer, CouponCode::generate(environment, &no_prefix)))
        .collect();
    store.keep_newsletter_coupons(newsletter, &drawn).await?;
    // Read again: whoever claims for another channel may have been first.
    let kept = store.coupons_of_newsletter(newsletter, customers).await?;
    let own: Vec<(CustomerId, CouponCode)> =
        drawn.into_iter().filter(|(customer, code)| kept.get(customer) == Some(code)).collect();
    let batch = CouponBatch::of_holders(CouponBatchId::new(newsletter.value()), campaign, environment);
    store.give_coupon_codes(&batch, &own, environment.now()).await?;
    Ok(kept)
}

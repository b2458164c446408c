//! A refund frees the coupons of a purchase of which nothing is left.

use regulars_kernel::{Environment, PurchaseId, StoreError};
use regulars_loyalty::{CouponCode, CouponRefundPolicy};
use regulars_purchases::PurchaseName;

use crate::sales::store::SaleStore;

/// Frees the coupons that were used with a purchase, where all of it was given back and their campaigns say so.
pub(crate) async fn free_coupons_of(
    store: &mut dyn SaleStore,
    environment: &Environment,
    purchase: PurchaseId,
) -> Result<(), StoreError> {
    let uses = store.coupon_uses_of_purchase(purchase).await?;
    if uses.is_empty() {
        return Ok(());
    }
    let found = store.find(&PurchaseName::Id(purchase)).await?;
    if !found.is_some_and(|found| found.fully_refunded) {
        return Ok(());
    }
    let codes: Vec<CouponCode> = uses.into_iter().map(|one| one.code).collect();
    let held = store.hold_coupons(&codes).await?;
    // Asked again: somebody may have freed one while this waited.
    for one in store.coupon_uses_of_purchase(purchase).await? {
        let campaign = held.iter().find(|coupon| coupon.code == one.code).map(|coupon| &coupon.campaign);
        if campaign.is_some_and(|campaign| campaign.terms.on_refund == CouponRefundPolicy::Free) {
            store.release_coupon(&one, environment.now()).await?;
        }
    }
    Ok(())
}

//! Makes all codes of a batch void.

use regulars_audit::AuditNote;
use regulars_kernel::{CouponBatchId, CouponCampaignId, Environment};

use super::batch::CouponBatch;
use super::store::CouponStore;
use super::void::{CouponVoid, CouponVoidReason, NotedVoid};
use super::void_code::VoidCouponError;

/// Makes all codes of a batch void at once, those that are still being made among them: no more are made. Reservations of them are
/// released, and what was used stays used. A batch that is void stays so, for the reason that it has.
pub async fn void_coupon_batch(
    store: &mut dyn CouponStore,
    environment: &Environment,
    campaign: CouponCampaignId,
    id: CouponBatchId,
    reason: CouponVoidReason,
) -> Result<CouponBatch, VoidCouponError> {
    // Whoever uses a code of it has the campaign first.
    let found = store.find_coupon_campaign_for_change(campaign).await?;
    found.ok_or(VoidCouponError::UnknownBatch)?;
    let batch = store.find_coupon_batch_for_change(id).await?.filter(|batch| batch.campaign == campaign);
    let batch = batch.ok_or(VoidCouponError::UnknownBatch)?;
    if batch.voided.is_some() {
        return Ok(batch);
    }
    if store.has_codes_of_no_batch(campaign).await? {
        return Err(VoidCouponError::BatchNotKnown);
    }
    let voided = CouponVoid { at: environment.now(), reason };
    store.void_coupon_batch(id, voided).await?;
    loop {
        let reserved = store.coupon_reservations_of_batch(id).await?;
        if reserved.is_empty() {
            break;
        }
        for one in reserved {
            store.release_coupon(&one, voided.at).await?;
        }
    }
    let before = NotedVoid::nothing(campaign);
    let after = NotedVoid { batch: Some(id), reason: Some(reason), ..NotedVoid::nothing(campaign) };
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(CouponBatch { wanted: batch.made, voided: Some(voided), ..batch })
}

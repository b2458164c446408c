//! Coupons: campaigns, codes, and uses of them.

mod batches;
mod campaign_row;
mod campaigns;
mod codes;
mod holders;
mod terms_row;
#[cfg(test)]
mod tests;
mod use_row;
mod uses;

use async_trait::async_trait;
use regulars_kernel::{
    CouponBatchId, CouponCampaignId, CouponUseId, CustomerId, Instant, Label, Page, PageRequest, ProgrammeId,
    PurchaseId, SegmentId, StoreError,
};
use regulars_loyalty::{
    CampaignCode, CouponBatch, CouponCampaign, CouponCode, CouponReads, CouponStore, CouponUse, CouponVoid,
    ExpiredCoupons, FoundCoupon, HeldCoupon, HeldCouponPosition, PersonalCampaign,
};

use crate::merging::customer_meant_by;
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl CouponReads for ReadTx {
    async fn find_coupon_campaign(
        &mut self,
        id: CouponCampaignId,
    ) -> Result<Option<CouponCampaign>, StoreError> {
        campaigns::find(self, id).await
    }

    async fn list_coupon_campaigns(
        &mut self,
        page: PageRequest<CouponCampaignId>,
    ) -> Result<Page<CouponCampaign, CouponCampaignId>, StoreError> {
        campaigns::list(self, page).await
    }

    async fn list_coupon_codes(
        &mut self,
        campaign: CouponCampaignId,
        now: Instant,
        page: PageRequest<CouponCode>,
    ) -> Result<Page<CampaignCode, CouponCode>, StoreError> {
        codes::list(self, campaign, now, page).await
    }

    async fn list_coupon_batches(
        &mut self,
        campaign: CouponCampaignId,
        page: PageRequest<CouponBatchId>,
    ) -> Result<Page<CouponBatch, CouponBatchId>, StoreError> {
        batches::list(self, campaign, page).await
    }

    async fn coupons_held_by(
        &mut self,
        customer: CustomerId,
        only_open: bool,
        page: PageRequest<HeldCouponPosition>,
    ) -> Result<Page<HeldCoupon, HeldCouponPosition>, StoreError> {
        holders::held_by(self, customer, only_open, page).await
    }

    async fn find_coupons(&mut self, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError> {
        codes::find(self, codes).await
    }

    async fn expired_coupons(
        &mut self,
        campaigns: &[CouponCampaignId],
        now: Instant,
    ) -> Result<Vec<ExpiredCoupons>, StoreError> {
        uses::expired(self, campaigns, now).await
    }

    async fn coupon_uses_by(
        &mut self,
        customer: CustomerId,
        campaigns: &[CouponCampaignId],
    ) -> Result<Vec<CouponUse>, StoreError> {
        uses::by_customer(self, customer, campaigns).await
    }

    async fn coupon_reservations(&mut self, code: &CouponCode) -> Result<Vec<CouponUse>, StoreError> {
        uses::reservations(self, code).await
    }

    async fn customer_meant_by(&mut self, id: CustomerId) -> Result<Option<CustomerId>, StoreError> {
        customer_meant_by(self, id).await
    }

    async fn coupon_reservations_of_batch(
        &mut self,
        batch: CouponBatchId,
    ) -> Result<Vec<CouponUse>, StoreError> {
        uses::reservations_of_batch(self, batch).await
    }

    async fn has_codes_of_no_batch(&mut self, campaign: CouponCampaignId) -> Result<bool, StoreError> {
        batches::are_unknown(self, campaign).await
    }

    async fn coupons_reserved_for(&mut self, customer: CustomerId) -> Result<Vec<CouponUse>, StoreError> {
        uses::reserved_for(self, customer).await
    }

    async fn find_coupon_use(&mut self, id: CouponUseId) -> Result<Option<CouponUse>, StoreError> {
        uses::find(self, id).await
    }

    async fn coupon_uses_of_purchase(&mut self, purchase: PurchaseId) -> Result<Vec<CouponUse>, StoreError> {
        uses::of_purchase(self, purchase).await
    }

    async fn personal_coupon_campaigns(
        &mut self,
        customer: CustomerId,
        now: Instant,
        most: u16,
    ) -> Result<Vec<PersonalCampaign>, StoreError> {
        campaigns::personal(self, customer, now, most).await
    }

    async fn was_in_programme(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<(bool, bool), StoreError> {
        super::memberships::was_in(self, programme, customer).await
    }

    async fn taken_coupon_codes(&mut self, codes: &[CouponCode]) -> Result<Vec<CouponCode>, StoreError> {
        codes::taken(self, codes).await
    }

    async fn coupon_campaigns_for(
        &mut self,
        segment: SegmentId,
    ) -> Result<Vec<(CouponCampaignId, Label)>, StoreError> {
        campaigns::for_segment(self, segment).await
    }

    async fn has_segment(&mut self, segment: SegmentId) -> Result<bool, StoreError> {
        campaigns::is_segment(self, segment).await
    }
}

#[async_trait]
impl CouponStore for WriteTx {
    async fn find_coupon_campaign_for_change(
        &mut self,
        id: CouponCampaignId,
    ) -> Result<Option<CouponCampaign>, StoreError> {
        campaigns::hold(self, id).await
    }

    async fn insert_coupon_campaign(&mut self, campaign: &CouponCampaign) -> Result<(), StoreError> {
        campaigns::insert(self, campaign).await
    }

    async fn update_coupon_campaign(&mut self, campaign: &CouponCampaign) -> Result<(), StoreError> {
        campaigns::update(self, campaign).await
    }

    async fn delete_coupon_campaign(&mut self, id: CouponCampaignId) -> Result<(), StoreError> {
        campaigns::delete(self, id).await
    }

    async fn hold_coupons(&mut self, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError> {
        codes::hold(self, codes).await
    }

    async fn release_expired_coupons(
        &mut self,
        campaigns: &[CouponCampaignId],
        now: Instant,
    ) -> Result<(), StoreError> {
        uses::release_expired(self, campaigns, now).await
    }

    async fn take_coupon(&mut self, taken: &CouponUse, of: &CouponCampaign) -> Result<(), StoreError> {
        uses::take(self, taken, of).await
    }

    async fn capture_coupon(
        &mut self,
        reserved: &CouponUse,
        captured: &CouponUse,
        of: &CouponCampaign,
    ) -> Result<(), StoreError> {
        uses::capture(self, reserved, captured, of).await
    }

    async fn release_coupon(&mut self, released: &CouponUse, now: Instant) -> Result<bool, StoreError> {
        uses::release(self, released, now).await
    }

    async fn insert_coupon_batch(&mut self, batch: &CouponBatch) -> Result<(), StoreError> {
        batches::insert(self, batch).await
    }

    async fn find_coupon_batch_for_change(
        &mut self,
        id: CouponBatchId,
    ) -> Result<Option<CouponBatch>, StoreError> {
        batches::hold(self, id).await
    }

    async fn give_coupon_codes(
        &mut self,
        batch: &CouponBatch,
        codes: &[(CustomerId, CouponCode)],
        at: Instant,
    ) -> Result<(), StoreError> {
        holders::give(self, batch, codes, at).await
    }

    async fn void_coupon_code(&mut self, code: &CouponCode, voided: CouponVoid) -> Result<(), StoreError> {
        holders::void_code(self, code, voided).await
    }

    async fn void_coupon_batch(&mut self, id: CouponBatchId, voided: CouponVoid) -> Result<(), StoreError> {
        batches::void(self, id, voided).await
    }

    async fn void_coupons_held_by(
        &mut self,
        customer: CustomerId,
        voided: CouponVoid,
    ) -> Result<(), StoreError> {
        holders::void_held_by(self, customer, voided).await
    }

    async fn insert_coupon_codes(
        &mut self,
        batch: &CouponBatch,
        codes: &[CouponCode],
    ) -> Result<i64, StoreError> {
        codes::insert(self, batch, codes).await
    }
}

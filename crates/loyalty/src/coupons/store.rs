//! What the use cases of coupons need from a store.

use async_trait::async_trait;
use regulars_kernel::{
    CouponBatchId, CouponCampaignId, CouponUseId, CustomerId, Instant, Label, Page, PageRequest, ProgrammeId,
    PurchaseId, SegmentId, StoreError,
};

use super::batch::CouponBatch;
use super::campaign::CouponCampaign;
use super::code::CouponCode;
use super::coupon_use::CouponUse;
use super::held_coupon::{HeldCoupon, HeldCouponPosition};
use super::void::CouponVoid;
use crate::programme::store::{ProgrammeReads, ProgrammeStore};

/// A code that there is, with its campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCoupon {
    /// The code.
    pub code: CouponCode,
    /// How often it is used, reservations among it.
    pub used: i64,
    /// The one customer who can use it. None for a code of whoever has it.
    pub holder: Option<CustomerId>,
    /// Since when nobody can use it any more, alone or with its batch, and why. None for one that is not void.
    pub voided: Option<CouponVoid>,
    /// Its campaign.
    pub campaign: CouponCampaign,
}

/// A code of a campaign, as the merchant looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignCode {
    /// The code.
    pub code: CouponCode,
    /// How often it is used, reservations among it, without those that are over.
    pub used: i64,
    /// With which others it came, as far as that is known.
    pub batch: Option<CouponBatchId>,
    /// The one customer who can use it, and since when.
    pub holder: Option<(CustomerId, Instant)>,
    /// Since when nobody can use it any more, alone or with its batch, and why.
    pub voided: Option<CouponVoid>,
}

/// Reservations of a code that are over and still count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiredCoupons {
    /// The campaign.
    pub campaign: CouponCampaignId,
    /// The code.
    pub code: CouponCode,
    /// How many.
    pub times: i64,
    /// What they would take off, in minor units.
    pub amount: i64,
}

/// An active campaign for one customer or for a segment, and a code of it that has not been used as often as it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalCampaign {
    /// The campaign.
    pub campaign: CouponCampaign,
    /// The code.
    pub code: CouponCode,
}

/// Coupons of one merchant, as they are read.
#[async_trait]
pub trait CouponReads: ProgrammeReads {
    /// One campaign.
    async fn find_coupon_campaign(
        &mut self,
        id: CouponCampaignId,
    ) -> Result<Option<CouponCampaign>, StoreError>;
    /// All campaigns, by their ids.
    async fn list_coupon_campaigns(
        &mut self,
        page: PageRequest<CouponCampaignId>,
    ) -> Result<Page<CouponCampaign, CouponCampaignId>, StoreError>;
    /// The codes of a campaign with how often each is used at that instant, in their own order.
    async fn list_coupon_codes(
        &mut self,
        campaign: CouponCampaignId,
        now: Instant,
        page: PageRequest<CouponCode>,
    ) -> Result<Page<CampaignCode, CouponCode>, StoreError>;
    /// The batches of a campaign, by their ids.
    async fn list_coupon_batches(
        &mut self,
        campaign: CouponCampaignId,
        page: PageRequest<CouponBatchId>,
    ) -> Result<Page<CouponBatch, CouponBatchId>, StoreError>;
    /// The codes that belong to a customer, the newest first; all of them, or those that are not void and whose campaign is active.
    async fn coupons_held_by(
        &mut self,
        customer: CustomerId,
        only_open: bool,
        page: PageRequest<HeldCouponPosition>,
    ) -> Result<Page<HeldCoupon, HeldCouponPosition>, StoreError>;
    /// These codes with their campaigns, as far as there are any.
    async fn find_coupons(&mut self, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError>;
    /// The reservations of these campaigns that are over and still count.
    async fn expired_coupons(
        &mut self,
        campaigns: &[CouponCampaignId],
        now: Instant,
    ) -> Result<Vec<ExpiredCoupons>, StoreError>;
    /// What a customer has used of these campaigns and still counts.
    async fn coupon_uses_by(
        &mut self,
        customer: CustomerId,
        campaigns: &[CouponCampaignId],
    ) -> Result<Vec<CouponUse>, StoreError>;
    /// The reservations of a code that still count, the oldest first.
    async fn coupon_reservations(&mut self, code: &CouponCode) -> Result<Vec<CouponUse>, StoreError>;
    /// Some of the reservations of codes of a batch that still count; none where there are none.
    async fn coupon_reservations_of_batch(
        &mut self,
        batch: CouponBatchId,
    ) -> Result<Vec<CouponUse>, StoreError>;
    /// Whether of a code of the campaign it is not known in which batch it came.
    async fn has_codes_of_no_batch(&mut self, campaign: CouponCampaignId) -> Result<bool, StoreError>;
    /// The customer whom an id means: it is their own, or that of somebody who went into them.
    async fn customer_meant_by(&mut self, id: CustomerId) -> Result<Option<CustomerId>, StoreError>;
    /// The reservations that were made for a customer and still count, those that are over among them.
    async fn coupons_reserved_for(&mut self, customer: CustomerId) -> Result<Vec<CouponUse>, StoreError>;
    /// One use of a code.
    async fn find_coupon_use(&mut self, id: CouponUseId) -> Result<Option<CouponUse>, StoreError>;
    /// What was used with a purchase and was not released.
    async fn coupon_uses_of_purchase(&mut self, purchase: PurchaseId) -> Result<Vec<CouponUse>, StoreError>;
    /// Active campaigns that are for that customer alone or for a segment, as many as that, each with a code that can be used at that
    /// instant, reservations that are over apart.
    async fn personal_coupon_campaigns(
        &mut self,
        customer: CustomerId,
        now: Instant,
        most: u16,
    ) -> Result<Vec<PersonalCampaign>, StoreError>;
    /// Whether the customer is in the programme, and whether the customer was and has left.
    async fn was_in_programme(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<(bool, bool), StoreError>;
    /// Those of the codes that the merchant has.
    async fn taken_coupon_codes(&mut self, codes: &[CouponCode]) -> Result<Vec<CouponCode>, StoreError>;
    /// The campaigns for a segment, whatever their state, with what they are called.
    async fn coupon_campaigns_for(
        &mut self,
        segment: SegmentId,
    ) -> Result<Vec<(CouponCampaignId, Label)>, StoreError>;
    /// Whether the merchant has that segment. Inside a write nobody deletes it until that write ends.
    async fn has_segment(&mut self, segment: SegmentId) -> Result<bool, StoreError>;
}

/// Coupons of one merchant.
#[async_trait]
pub trait CouponStore: CouponReads + ProgrammeStore {
    /// A campaign of which nobody else changes anything, uses among it, until this transaction ends.
    async fn find_coupon_campaign_for_change(
        &mut self,
        id: CouponCampaignId,
    ) -> Result<Option<CouponCampaign>, StoreError>;
    /// Adds a campaign.
    async fn insert_coupon_campaign(&mut self, campaign: &CouponCampaign) -> Result<(), StoreError>;
    /// Writes what a campaign is called, where it stands and what it does; not how often it was used.
    async fn update_coupon_campaign(&mut self, campaign: &CouponCampaign) -> Result<(), StoreError>;
    /// Deletes a held campaign of which no code was ever used, with its codes and batches.
    async fn delete_coupon_campaign(&mut self, id: CouponCampaignId) -> Result<(), StoreError>;
    /// These codes with their campaigns, as far as there are any. Nobody else uses a code of one of the campaigns until this
    /// transaction ends.
    async fn hold_coupons(&mut self, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError>;
    /// Releases the reservations of held campaigns that are over.
    async fn release_expired_coupons(
        &mut self,
        campaigns: &[CouponCampaignId],
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Keeps a use of a held code and counts it, which fails where the campaign or the code has no use left.
    async fn take_coupon(&mut self, taken: &CouponUse, of: &CouponCampaign) -> Result<(), StoreError>;
    /// Turns a reservation of a held code into the use that it was made for, which takes off what is told.
    async fn capture_coupon(
        &mut self,
        reserved: &CouponUse,
        captured: &CouponUse,
        of: &CouponCampaign,
    ) -> Result<(), StoreError>;
    /// Releases a use of a held code, and gives back what it counted. False where it was released before.
    async fn release_coupon(&mut self, released: &CouponUse, now: Instant) -> Result<bool, StoreError>;
    /// Adds a batch of codes that are still to be made.
    async fn insert_coupon_batch(&mut self, batch: &CouponBatch) -> Result<(), StoreError>;
    /// A batch that nobody else works on until this transaction ends.
    async fn find_coupon_batch_for_change(
        &mut self,
        id: CouponBatchId,
    ) -> Result<Option<CouponBatch>, StoreError>;
    /// Adds codes that belong to a customer each to a batch, which is added where there is none, and counts them there.
    async fn give_coupon_codes(
        &mut self,
        batch: &CouponBatch,
        codes: &[(CustomerId, CouponCode)],
        at: Instant,
    ) -> Result<(), StoreError>;
    /// Makes a held code void.
    async fn void_coupon_code(&mut self, code: &CouponCode, voided: CouponVoid) -> Result<(), StoreError>;
    /// Makes a batch void that is held, and ends the making of its codes.
    async fn void_coupon_batch(&mut self, id: CouponBatchId, voided: CouponVoid) -> Result<(), StoreError>;
    /// Makes all codes of a customer void that are not yet.
    async fn void_coupons_held_by(
        &mut self,
        customer: CustomerId,
        voided: CouponVoid,
    ) -> Result<(), StoreError>;
    /// Adds codes to a batch, without those that the merchant has, and counts them there. Tells how many were added.
    async fn insert_coupon_codes(
        &mut self,
        batch: &CouponBatch,
        codes: &[CouponCode],
    ) -> Result<i64, StoreError>;
}

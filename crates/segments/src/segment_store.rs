//! Where segments are kept.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_filters::{Filter, FilterAttribute, ReactedNewsletter, TagReference};
use regulars_kernel::{
    CouponCampaignId, NewsletterId, Page, PageRequest, ProgrammeId, RewardId, SegmentId, StoreError, UserId,
};

use crate::StoredSegment;

/// How writing a segment went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenSegment {
    /// It was written.
    Written,
    /// Another segment of the merchant has that name.
    NameTaken,
}

/// The segments of one merchant, without the built-in groups, which no store keeps, as they are read.
#[async_trait]
pub trait SegmentReads: Send {
    /// Every segment of the merchant's own.
    async fn every_segment(&mut self) -> Result<Vec<StoredSegment>, StoreError>;
    /// The segment with that id. Inside a write nobody else changes it until that write ends.
    async fn find_segment(&mut self, id: SegmentId) -> Result<Option<StoredSegment>, StoreError>;
    /// Segments by id.
    async fn list_segments(
        &mut self,
        page: PageRequest<SegmentId>,
    ) -> Result<Page<StoredSegment, SegmentId>, StoreError>;
    /// The filters of these segments, as far as they exist.
    async fn filters_of_segments(
        &mut self,
        ids: &BTreeSet<SegmentId>,
    ) -> Result<BTreeMap<SegmentId, Filter>, StoreError>;
    /// The merchant's tags with these folded names, by them.
    async fn tags_named(
        &mut self,
        folded: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, TagReference>, StoreError>;
    /// The custom attributes that filters can name, in the order of forms.
    async fn filter_attributes(&mut self) -> Result<Vec<FilterAttribute>, StoreError>;
    /// The names of the classes of the merchant's RFM grid.
    async fn rfm_classes(&mut self) -> Result<BTreeSet<String>, StoreError>;
    /// What filters may ask of these newsletters, as far as the merchant has them.
    async fn newsletters_reacted_to(
        &mut self,
        ids: &BTreeSet<NewsletterId>,
    ) -> Result<BTreeMap<NewsletterId, ReactedNewsletter>, StoreError>;
    /// Those of these who are of the merchant's staff, or were.
    async fn staff_among(&mut self, users: &BTreeSet<UserId>) -> Result<BTreeSet<UserId>, StoreError>;
    /// Those of these programmes that the merchant has.
    async fn programmes_among(
        &mut self,
        programmes: &BTreeSet<ProgrammeId>,
    ) -> Result<BTreeSet<ProgrammeId>, StoreError>;
    /// Those of these campaigns of coupons that the merchant has.
    async fn campaigns_among(
        &mut self,
        campaigns: &BTreeSet<CouponCampaignId>,
    ) -> Result<BTreeSet<CouponCampaignId>, StoreError>;
    /// Those of these rewards that the merchant has.
    async fn rewards_among(&mut self, rewards: &BTreeSet<RewardId>)
    -> Result<BTreeSet<RewardId>, StoreError>;
    /// The filters of all segments.
    async fn filters_of_all_segments(&mut self) -> Result<BTreeMap<SegmentId, Filter>, StoreError>;
}

/// The segments of one merchant, without the built-in groups, which no store keeps.
#[async_trait]
pub trait SegmentStore: SegmentReads + AuditTrail {
    /// Makes every other change of what the merchant's filters refer to wait until this one is done: of segments, of
    /// audiences, and the deletion of tags and attributes. So what they refer to can be checked as a whole.
    async fn lock_segments(&mut self) -> Result<(), StoreError>;
    /// Adds a segment.
    async fn insert_segment(&mut self, segment: &StoredSegment) -> Result<WrittenSegment, StoreError>;
    /// Writes name and filter of a segment.
    async fn update_segment(&mut self, segment: &StoredSegment) -> Result<WrittenSegment, StoreError>;
    /// Removes a segment. False when there is none with that id.
    async fn delete_segment(&mut self, id: SegmentId) -> Result<bool, StoreError>;
}

//! Custom attributes and points as newsletters name them.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{CouponCampaignId, CustomerId, Instant, NewsletterId, StoreError};
use regulars_newsletters::{MergeAttribute, MergeAttributeReads, MergePoints, MergeValue};
use uuid::Uuid;

use crate::customers::attribute_definitions;
use crate::loyalty::merge_points::{has_points, points_of};
use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[in_reads_and_writes]
#[async_trait]
impl MergeAttributeReads for ReadTx {
    async fn known_attributes(
        &mut self,
        named: &[MergeAttribute],
    ) -> Result<Vec<MergeAttribute>, StoreError> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        // The coupon is the newsletter's.
        let asked = named.iter().filter(|one| one.points() != Some(MergePoints::Coupon)).cloned();
        let (of_points, of_definitions): (Vec<_>, Vec<_>) =
            asked.partition(|attribute| attribute.points().is_some());
        let mut known = Vec::new();
        if !of_points.is_empty() && has_points(self).await? {
            known.extend(of_points);
        }
        if !of_definitions.is_empty() {
            let definitions = attribute_definitions(self).await?;
            let is_known = |attribute: &MergeAttribute| {
                definitions.iter().any(|definition| definition.key.as_str() == attribute.key())
            };
            known.extend(of_definitions.into_iter().filter(is_known));
        }
        Ok(known)
    }

    async fn has_coupon_campaign(&mut self, campaign: CouponCampaignId) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct IdRow {
            #[expect(dead_code, reason = "whether there is one is all that is asked")]
            id: Uuid,
        }
        const FIND: ScopedSql = ScopedSql::locking_in_writes(
            "SELECT id FROM coupon_campaigns WHERE merchant_id = $1 AND id = $2",
        );
        let row: Option<IdRow> = self.optional(FIND, values![campaign.value()]).await?;
        Ok(row.is_some())
    }

    async fn coupon_of_recipient(
        &mut self,
        newsletter: NewsletterId,
        customer: CustomerId,
    ) -> Result<Option<String>, StoreError> {
        let found = super::coupons::of_recipients(self, newsletter, &[customer]).await?;
        Ok(found.get(&customer).map(ToString::to_string))
    }

    async fn merge_points_of(
        &mut self,
        customers: &[CustomerId],
        named: &[MergeAttribute],
        now: Instant,
    ) -> Result<BTreeMap<CustomerId, BTreeMap<MergeAttribute, MergeValue>>, StoreError> {
        points_of(self, customers, named, now).await
    }
}

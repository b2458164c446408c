//! Custom attributes and points as newsletters name them.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, StoreError};
use regulars_newsletters::{MergeAttribute, MergeAttributeReads, MergeValue};

use crate::customers::attribute_definitions;
use crate::loyalty::merge_points::{has_points, points_of};
use crate::wall::{ReadTx, in_reads_and_writes};

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
        let (of_points, of_definitions): (Vec<_>, Vec<_>) =
            named.iter().cloned().partition(|attribute| attribute.points().is_some());
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

    async fn merge_points_of(
        &mut self,
        customers: &[CustomerId],
        named: &[MergeAttribute],
        now: Instant,
    ) -> Result<BTreeMap<CustomerId, BTreeMap<MergeAttribute, MergeValue>>, StoreError> {
        points_of(self, customers, named, now).await
    }
}

//! Where newsletters look up custom attributes and points.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, StoreError};

use crate::compose::merge::{MergeAttribute, MergeValue};

/// The custom attributes and the points of one merchant's customers, as newsletters name them.
#[async_trait]
pub trait MergeAttributeReads: Send {
    /// Which of these attributes the merchant has. Points are known to whoever has had a programme.
    async fn known_attributes(&mut self, named: &[MergeAttribute])
    -> Result<Vec<MergeAttribute>, StoreError>;
    /// What of points is named, of each of these customers as they stand at that instant. Nothing is read where nothing of
    /// points is named, and however many customers there are, it is the same statements.
    async fn merge_points_of(
        &mut self,
        customers: &[CustomerId],
        named: &[MergeAttribute],
        now: Instant,
    ) -> Result<BTreeMap<CustomerId, BTreeMap<MergeAttribute, MergeValue>>, StoreError>;
}

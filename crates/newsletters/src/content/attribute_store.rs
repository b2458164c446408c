//! Where newsletters look up custom attributes.

use async_trait::async_trait;
use regulars_kernel::StoreError;

use crate::compose::merge::MergeAttribute;

/// The custom attributes of one merchant's customers, as newsletters name them.
#[async_trait]
pub trait MergeAttributeReads: Send {
    /// Which of these attributes the merchant has.
    async fn known_attributes(&mut self, named: &[MergeAttribute])
    -> Result<Vec<MergeAttribute>, StoreError>;
}

//! Who is meant by a bulk edit of customers.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_kernel::{BulkEditId, CustomerId, StoreError};

/// Writes down who is meant by a bulk edit. A customer who joins later is not meant.
#[async_trait]
pub trait BulkEditAudienceStore: Send {
    /// Everybody who passes now, and tells how many.
    async fn freeze_passing(&mut self, edit: BulkEditId, filter: &ResolvedFilter) -> Result<u64, StoreError>;
    /// Those of the named who are there, each once, and tells how many.
    async fn freeze_named(&mut self, edit: BulkEditId, ids: &[CustomerId]) -> Result<u64, StoreError>;
}

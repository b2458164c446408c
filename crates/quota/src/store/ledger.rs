//! The ledger.

use async_trait::async_trait;
use regulars_kernel::{Page, PageRequest, QuotaEntryId, StoreError};

use crate::QuotaEntry;

/// The ledger, to which entries are only ever added, as they are read.
#[async_trait]
pub trait QuotaLedgerReads: Send {
    /// Entries, the newest first.
    async fn list_quota_entries(
        &mut self,
        page: PageRequest<QuotaEntryId>,
    ) -> Result<Page<QuotaEntry, QuotaEntryId>, StoreError>;
}

/// The ledger, to which entries are only ever added.
#[async_trait]
pub trait QuotaLedgerStore: QuotaLedgerReads {
    /// Adds entries.
    async fn append_quota_entries(&mut self, entries: &[QuotaEntry]) -> Result<(), StoreError>;
}

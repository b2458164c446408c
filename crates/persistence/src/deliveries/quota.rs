//! Settles the quota that a newsletter has reserved.

use async_trait::async_trait;
use regulars_kernel::{Instant, NewsletterId, StoreError};
use regulars_newsletters::{QuotaSettlement, QuotaSettlementStore};

use crate::wall::Tx;

#[async_trait]
impl QuotaSettlementStore for Tx {
    async fn settle_quota(
        &mut self,
        newsletter: NewsletterId,
        settlement: QuotaSettlement,
        _: Instant,
    ) -> Result<(), StoreError> {
        // The ledger of the quota is not in the schema yet; the counters of the newsletter hold what it will settle.
        tracing::trace!(%newsletter, ?settlement, "units settled");
        Ok(())
    }
}

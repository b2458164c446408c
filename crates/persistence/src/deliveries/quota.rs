//! How far the quota of a newsletter is settled.

use async_trait::async_trait;
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{QuotaSettlement, QuotaSettlementStore};

use crate::error::inconsistent;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct UnsettledRow {
    used: i64,
    returned: i64,
}

#[async_trait]
impl QuotaSettlementStore for WriteTx {
    async fn take_unsettled(&mut self, newsletter: NewsletterId) -> Result<QuotaSettlement, StoreError> {
        const LOOK: ScopedSql = ScopedSql::locking_in_writes(
            "SELECT sent + unknown - quota_used AS used,
                 failed + excluded_later + cancelled - quota_returned AS returned
             FROM newsletters WHERE merchant_id = $1 AND id = $2",
        );
        const TAKE: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET quota_used = quota_used + $3, quota_returned = quota_returned + $4
             WHERE merchant_id = $1 AND id = $2",
        );
        let unsettled: Option<UnsettledRow> = self.optional(LOOK, values![newsletter.value()]).await?;
        let Some(UnsettledRow { used, returned }) = unsettled else { return Ok(QuotaSettlement::default()) };
        if used == 0 && returned == 0 {
            return Ok(QuotaSettlement::default());
        }
        self.execute(TAKE, values![newsletter.value(), used, returned]).await?;
        let units = |count: i64| u32::try_from(count).map_err(|error| inconsistent("newsletters", error));
        Ok(QuotaSettlement { used: units(used)?, returned: units(returned)? })
    }
}

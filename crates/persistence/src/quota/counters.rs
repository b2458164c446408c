//! The guarded counters: one conditional UPDATE each, so that racing sends cannot overspend.

use async_trait::async_trait;
use regulars_kernel::{Instant, QuotaPackId, StoreError};
use regulars_quota::{Counter, CounterStore};
use sea_orm::Value;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct Taken {
    last_taken: i64,
}

fn key(counter: Counter) -> Value {
    match counter {
        Counter::Month(period) => Value::from(period),
        Counter::Pack(id) => Value::from(QuotaPackId::value(id)),
    }
}

#[async_trait]
impl CounterStore for WriteTx {
    async fn take_quota(&mut self, counter: Counter, wanted: i64, now: Instant) -> Result<i64, StoreError> {
        // `last_taken` carries what this very statement took to RETURNING, which sees the new row only.
        const FROM_MONTH: ScopedSql = ScopedSql::new(
            "UPDATE quota_months
             SET reserved = reserved + CASE WHEN granted - used - reserved < $3 THEN granted - used - reserved
                                            ELSE $3 END,
                 last_taken = CASE WHEN granted - used - reserved < $3 THEN granted - used - reserved ELSE $3 END,
                 updated_at = $4
             WHERE merchant_id = $1 AND period = $2 AND granted - used - reserved > 0
             RETURNING last_taken",
        );
        const FROM_PACK: ScopedSql = ScopedSql::new(
            "UPDATE quota_packs
             SET reserved = reserved + CASE WHEN size - used - reserved < $3 THEN size - used - reserved
                                            ELSE $3 END,
                 last_taken = CASE WHEN size - used - reserved < $3 THEN size - used - reserved ELSE $3 END,
                 updated_at = $4
             WHERE merchant_id = $1 AND id = $2 AND size - used - reserved > 0
             RETURNING last_taken",
        );
        let take = match counter {
            Counter::Month(_) => FROM_MONTH,
            Counter::Pack(_) => FROM_PACK,
        };
        let taken: Option<Taken> = self.optional(take, values![key(counter), wanted, now]).await?;
        Ok(taken.map_or(0, |taken| taken.last_taken))
    }

    async fn settle_quota(
        &mut self,
        counter: Counter,
        used: i64,
        returned: i64,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const OF_MONTH: ScopedSql = ScopedSql::new(
            "UPDATE quota_months SET used = used + $3, reserved = reserved - $3 - $4, updated_at = $5
             WHERE merchant_id = $1 AND period = $2 AND reserved >= $3 + $4",
        );
        const OF_PACK: ScopedSql = ScopedSql::new(
            "UPDATE quota_packs SET used = used + $3, reserved = reserved - $3 - $4, updated_at = $5
             WHERE merchant_id = $1 AND id = $2 AND reserved >= $3 + $4",
        );
        let settle = match counter {
            Counter::Month(_) => OF_MONTH,
            Counter::Pack(_) => OF_PACK,
        };
        Ok(self.execute(settle, values![key(counter), used, returned, now]).await? == 1)
    }
}

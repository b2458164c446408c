//! Months, the regulars that they are granted for, and tests.

use async_trait::async_trait;
use regulars_kernel::{Date, Instant, MerchantCalendar, StoreError};
use regulars_quota::{Balance, MonthReads, MonthStore, QuotaMonth, QuotaPlan, Regulars};

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct PlanRow {
    time_zone: String,
    quota_multiplier: i64,
    tests_per_month: i64,
    created_at: Instant,
}

#[derive(FromRow)]
struct MonthRow {
    granted: i64,
    used: i64,
    reserved: i64,
}

#[derive(FromRow)]
struct Count {
    counted: i64,
}

#[in_reads_and_writes]
#[async_trait]
impl MonthReads for ReadTx {
    async fn quota_plan(&mut self) -> Result<QuotaPlan, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT s.time_zone, s.quota_multiplier, s.tests_per_month, m.created_at
             FROM merchant_settings AS s JOIN merchants AS m ON m.id = s.merchant_id WHERE s.merchant_id = $1",
        );
        let row: PlanRow = self.one(FIND, values![]).await?;
        Ok(QuotaPlan {
            calendar: MerchantCalendar::of_zone(&row.time_zone)
                .map_err(|error| inconsistent("merchants", error))?,
            multiplier: row.quota_multiplier,
            tests_per_month: row.tests_per_month,
            created_at: row.created_at,
        })
    }

    async fn count_regulars(&mut self, regulars: Regulars) -> Result<i64, StoreError> {
        const NOW: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS counted FROM customers WHERE merchant_id = $1 AND customer_type = 'regular'",
        );
        const AT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS counted FROM customers
             WHERE merchant_id = $1 AND regular_since < $2 AND (regular_until IS NULL OR regular_until >= $2)",
        );
        let count: Count = match regulars {
            Regulars::Now => self.one(NOW, values![]).await?,
            Regulars::At(end) => self.one(AT, values![end]).await?,
        };
        Ok(count.counted)
    }

    async fn find_quota_month(&mut self, period: Date) -> Result<Option<QuotaMonth>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT granted, used, reserved FROM quota_months WHERE merchant_id = $1 AND period = $2",
        );
        let row: Option<MonthRow> = self.optional(FIND, values![period]).await?;
        Ok(row.map(|MonthRow { granted, used, reserved }| QuotaMonth {
            period,
            balance: Balance { granted, used, reserved },
        }))
    }

    async fn count_quota_tests(&mut self, period: Date) -> Result<i64, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT coalesce(max(used), 0) AS counted FROM quota_tests WHERE merchant_id = $1 AND period = $2",
        );
        self.one::<Count>(COUNT, values![period]).await.map(|count| count.counted)
    }
}

#[async_trait]
impl MonthStore for WriteTx {
    async fn insert_quota_month(
        &mut self,
        period: Date,
        granted: i64,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO quota_months (merchant_id, period, granted, used, reserved, last_taken, created_at,
                 updated_at)
             VALUES ($1, $2, $3, 0, 0, 0, $4, $4)
             ON CONFLICT (merchant_id, period) DO NOTHING",
        );
        Ok(self.execute(INSERT, values![period, granted, now]).await? == 1)
    }

    async fn raise_quota_month(
        &mut self,
        period: Date,
        before: i64,
        granted: i64,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const RAISE: ScopedSql = ScopedSql::new(
            "UPDATE quota_months SET granted = $4, updated_at = $5
             WHERE merchant_id = $1 AND period = $2 AND granted = $3",
        );
        Ok(self.execute(RAISE, values![period, before, granted, now]).await? == 1)
    }

    async fn take_quota_tests(
        &mut self,
        period: Date,
        tests: i64,
        limit: i64,
    ) -> Result<Option<i64>, StoreError> {
        const TAKE: ScopedSql = ScopedSql::new(
            "INSERT INTO quota_tests (merchant_id, period, used) VALUES ($1, $2, $3)
             ON CONFLICT (merchant_id, period) DO UPDATE SET used = quota_tests.used + excluded.used
             WHERE quota_tests.used + excluded.used <= $4
             RETURNING used AS counted",
        );
        if tests > limit {
            return Ok(None);
        }
        let taken: Option<Count> = self.optional(TAKE, values![period, tests, limit]).await?;
        Ok(taken.map(|taken| taken.counted))
    }
}

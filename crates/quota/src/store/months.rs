//! Months, the regulars that they are granted for, and tests.

use async_trait::async_trait;
use regulars_kernel::{Date, Instant, StoreError};

use crate::{QuotaMonth, QuotaPlan};

/// Which regulars count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regulars {
    /// Customers that are regulars now.
    Now,
    /// Customers that were regulars as the month before that instant ended: they became one before it, and did not
    /// cease to be one before it.
    At(Instant),
}

/// The monthly grant and the monthly tests, as they are read.
#[async_trait]
pub trait MonthReads: Send {
    /// What the merchant's plan says.
    async fn quota_plan(&mut self) -> Result<QuotaPlan, StoreError>;
    /// How many regulars the merchant has or had.
    async fn count_regulars(&mut self, regulars: Regulars) -> Result<i64, StoreError>;
    /// The month that begins on `period`, if its grant was taken.
    async fn find_quota_month(&mut self, period: Date) -> Result<Option<QuotaMonth>, StoreError>;
    /// How many tests of a month are used.
    async fn count_quota_tests(&mut self, period: Date) -> Result<i64, StoreError>;
}

/// The monthly grant and the monthly tests.
#[async_trait]
pub trait MonthStore: MonthReads {
    /// Takes the grant of a month. False when it was taken before: then nothing changes.
    async fn insert_quota_month(
        &mut self,
        period: Date,
        granted: i64,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// Raises the grant of a month from `before` to `granted`. False when it is no longer `before`.
    async fn raise_quota_month(
        &mut self,
        period: Date,
        before: i64,
        granted: i64,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// Takes tests of a month, and tells how many are used now. `None`, and nothing taken, when that would be more
    /// than `limit`.
    async fn take_quota_tests(
        &mut self,
        period: Date,
        tests: i64,
        limit: i64,
    ) -> Result<Option<i64>, StoreError>;
}

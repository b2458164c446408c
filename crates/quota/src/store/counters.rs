//! The guarded counters.

use async_trait::async_trait;
use regulars_kernel::{Instant, StoreError};

use crate::Counter;

/// Takes from counters and gives back to them, each in one conditional change.
#[async_trait]
pub trait CounterStore: Send {
    /// Holds as many units as the counter has, at most `wanted`, and tells how many.
    async fn take_quota(&mut self, counter: Counter, wanted: i64, now: Instant) -> Result<i64, StoreError>;
    /// Ends the hold on `used + returned` units: `used` are gone, `returned` are free again. False when fewer units
    /// are held: then nothing changes.
    async fn settle_quota(
        &mut self,
        counter: Counter,
        used: i64,
        returned: i64,
        now: Instant,
    ) -> Result<bool, StoreError>;
}

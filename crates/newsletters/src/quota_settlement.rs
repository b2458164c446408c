//! What a newsletter's deliveries mean for the quota that was reserved for them.

use async_trait::async_trait;
use regulars_kernel::{Instant, NewsletterId, StoreError};

use crate::DeliveryTally;

/// Units that a newsletter has reserved and that are now settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuotaSettlement {
    /// Used for good: the message has left, or may have.
    pub used: u32,
    /// Given back to where they came from: the message will not leave.
    pub returned: u32,
}

impl QuotaSettlement {
    /// What a count of deliveries means.
    pub const fn of(tally: &DeliveryTally) -> Self {
        Self { used: tally.sent + tally.unknown, returned: tally.failed + tally.excluded + tally.cancelled }
    }

    /// Whether there is nothing to settle.
    pub const fn is_empty(&self) -> bool {
        self.used == 0 && self.returned == 0
    }
}

/// Settles reserved units, in the transaction that settles the deliveries.
#[async_trait]
pub trait QuotaSettlementStore: Send {
    /// Settles units of what the newsletter has reserved.
    async fn settle_quota(
        &mut self,
        newsletter: NewsletterId,
        settlement: QuotaSettlement,
        now: Instant,
    ) -> Result<(), StoreError>;
}

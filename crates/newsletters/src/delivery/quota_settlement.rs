//! What a newsletter's deliveries mean for the quota that was reserved for them.

use async_trait::async_trait;
use regulars_kernel::{NewsletterId, StoreError};

/// Units that a newsletter has reserved and that are now settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuotaSettlement {
    /// Used for good: the message has left, or may have.
    pub used: u32,
    /// Given back to where they came from: the message will not leave.
    pub returned: u32,
}

impl QuotaSettlement {
    /// Whether there is nothing to settle.
    pub const fn is_empty(&self) -> bool {
        self.used == 0 && self.returned == 0
    }
}

/// How far the quota of newsletters is settled. What their deliveries come to is counted in the transactions of the
/// deliveries; settling takes what was counted since it was last done, and keeps in its own transaction how far it got.
/// So every unit is settled exactly once, and a commit of ten messages does not pay for the ledger.
#[async_trait]
pub trait QuotaSettlementStore: Send {
    /// Takes what was counted and is not settled yet. Whoever takes it settles it in the same transaction.
    async fn take_unsettled(&mut self, newsletter: NewsletterId) -> Result<QuotaSettlement, StoreError>;
}

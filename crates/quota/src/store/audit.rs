//! What a check of the books needs.

use async_trait::async_trait;
use regulars_kernel::StoreError;

use crate::{Balance, Counter, EntryKind, Spender};

/// Sums for a check of the books.
#[async_trait]
pub trait AuditReads: Send {
    /// The balance of every month and every pack.
    async fn quota_balances(&mut self) -> Result<Vec<(Counter, Balance)>, StoreError>;
    /// The sum of the ledger by counter and kind.
    async fn quota_ledger_sums(&mut self) -> Result<Vec<(Counter, EntryKind, i64)>, StoreError>;
    /// What reservations have used of every counter and still hold of it; their `granted` is zero.
    async fn quota_part_sums(&mut self) -> Result<Vec<(Counter, Balance)>, StoreError>;
    /// Spenders whose reservation is not the sum of its parts.
    async fn unbalanced_reservations(&mut self) -> Result<Vec<Spender>, StoreError>;
}

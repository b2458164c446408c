//! Checks the books: ledger, counters and reservations must tell the same.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::StoreError;

use crate::{AuditReads, Balance, Counter, Spender};

/// A place where the books disagree: always a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discrepancy {
    /// A counter is not what its ledger entries add up to.
    Ledger {
        /// The counter.
        counter: Counter,
        /// What it holds.
        counted: Balance,
        /// What the ledger says.
        ledger: Balance,
    },
    /// A counter is not what the reservations have used and hold of it.
    Reservations {
        /// The counter.
        counter: Counter,
        /// What it holds.
        counted: Balance,
        /// What the parts of reservations add up to; its `granted` means nothing.
        parts: Balance,
    },
    /// A reservation is not the sum of its parts.
    Parts(Spender),
}

/// Compares every counter with the ledger and with the reservations. Each sum is read by itself, so sends that are under
/// way may show for a moment; what shows twice is a defect.
pub async fn reconcile(store: &mut dyn AuditReads) -> Result<Vec<Discrepancy>, StoreError> {
    let ledger = Balance::rebuild(store.quota_ledger_sums().await?);
    let parts: BTreeMap<Counter, Balance> = store.quota_part_sums().await?.into_iter().collect();
    let counted: BTreeMap<Counter, Balance> = store.quota_balances().await?.into_iter().collect();
    let counters: BTreeSet<Counter> =
        ledger.keys().chain(parts.keys()).chain(counted.keys()).copied().collect();
    let mut found = Vec::new();
    for counter in counters {
        let of = |balances: &BTreeMap<Counter, Balance>| balances.get(&counter).copied().unwrap_or_default();
        let (counted, ledger, parts) = (of(&counted), of(&ledger), of(&parts));
        if counted != ledger {
            found.push(Discrepancy::Ledger { counter, counted, ledger });
        }
        if (counted.used, counted.reserved) != (parts.used, parts.reserved) {
            found.push(Discrepancy::Reservations { counter, counted, parts });
        }
    }
    found.extend(store.unbalanced_reservations().await?.into_iter().map(Discrepancy::Parts));
    Ok(found)
}

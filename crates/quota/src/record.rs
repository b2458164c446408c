//! Writes what one step did to the ledger.

use regulars_kernel::{Environment, QuotaEntryId, StoreError};

use crate::{Counter, EntryKind, EntrySource, QuotaEntry, QuotaStore};

/// What one entry says: its source and step, and what happened to how many units of which counter.
pub struct EntryLine {
    pub source: EntrySource,
    pub step: i64,
    pub kind: EntryKind,
    pub counter: Counter,
    pub amount: i64,
}

/// Writes entries in the order of `lines`. Lines of no units are left out.
pub async fn record(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    lines: Vec<EntryLine>,
) -> Result<(), StoreError> {
    let created_at = environment.now();
    let mut ids: Vec<_> = lines.iter().map(|_| QuotaEntryId::new(environment.new_id())).collect();
    ids.sort_unstable();
    let entries: Vec<QuotaEntry> = lines
        .into_iter()
        .zip(ids)
        .filter(|(line, _)| line.amount > 0)
        .map(|(EntryLine { source, step, kind, counter, amount }, id)| QuotaEntry {
            id,
            kind,
            counter,
            amount,
            source,
            step,
            created_at,
        })
        .collect();
    if entries.is_empty() { Ok(()) } else { store.append_quota_entries(&entries).await }
}

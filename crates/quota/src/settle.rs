//! Settles reserved units as messages leave or fail.

use std::collections::BTreeMap;

use regulars_kernel::{Environment, StoreError};

use crate::record::{EntryLine, record};
use crate::share::{PartChange, share};
use crate::{Counter, EntryKind, EntrySource, QuotaStore, Spender};

/// How a batch of messages ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Messages that were sent, or may have been: each uses its unit.
    pub used: u32,
    /// Messages that were excluded or cancelled, or failed for good before they were accepted: each gives its unit
    /// back.
    pub returned: u32,
}

/// Where the returned units went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Units that are available again in the present month.
    pub to_month: i64,
    /// Units that are available again in packs.
    pub to_packs: i64,
    /// Units of a month that is over: they are gone.
    pub lapsed: i64,
}

/// Why nothing was settled.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// More units were settled than the spender holds: a message was counted twice, or never reserved for.
    #[error("{settled} units cannot be settled: {open} are reserved")]
    MoreThanReserved {
        /// How many units were to be settled.
        settled: i64,
        /// How many the spender holds.
        open: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Settles a batch of the units that `spender` holds. Units that were taken first are used first; units that were taken
/// last come back first, each to where it came from. It belongs into the transaction that writes how the messages
/// ended: then each message is settled exactly once.
pub async fn settle(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    spender: Spender,
    settlement: Settlement,
) -> Result<Settled, SettleError> {
    let (used, returned) = (i64::from(settlement.used), i64::from(settlement.returned));
    let settled = used + returned;
    if settled == 0 {
        return Ok(Settled::default());
    }
    let now = environment.now();
    let Some(step) = store.settle_reservation(spender, used, returned, now).await? else {
        let held = store.find_reservation(spender).await?;
        return Err(SettleError::MoreThanReserved { settled, open: held.map_or(0, |held| held.open()) });
    };
    let parts = store.reservation_parts(spender).await?;
    let changes = share(&parts, used, returned)
        .ok_or_else(|| StoreError::inconsistent("quota_reservations", "one is not the sum of its parts"))?;
    for PartChange { part, used, returned } in &changes {
        store.settle_reservation_part(spender, part.position, *used, *returned).await?;
    }
    let counters = by_counter(&changes);
    for (counter, (used, returned)) in &counters {
        if !store.settle_quota(*counter, *used, *returned, now).await? {
            return Err(StoreError::inconsistent(
                "quota_reservations",
                format_args!("{counter} holds less than is reserved of it"),
            )
            .into());
        }
    }
    let period = if returned > 0 { Some(store.quota_plan().await?.period(now)) } else { None };
    let lapses = |counter: Counter| period.is_some_and(|period| counter.has_ended(period));
    let source = EntrySource::Spender(spender);
    let mut lines = Vec::new();
    let mut answer = Settled::default();
    for (counter, (used, returned)) in counters {
        lines.push(EntryLine { source, step, kind: EntryKind::Use, counter, amount: used });
        let (kind, sum) = match counter {
            _ if lapses(counter) => (EntryKind::Lapse, &mut answer.lapsed),
            Counter::Month(_) => (EntryKind::Return, &mut answer.to_month),
            Counter::Pack(_) => (EntryKind::Return, &mut answer.to_packs),
        };
        *sum += returned;
        lines.push(EntryLine { source, step, kind, counter, amount: returned });
    }
    record(store, environment, lines).await?;
    Ok(answer)
}

/// Used and returned units of each counter, in the order in which counters are locked.
fn by_counter(changes: &[PartChange]) -> BTreeMap<Counter, (i64, i64)> {
    let mut counters = BTreeMap::new();
    for change in changes {
        let (used, returned) = counters.entry(change.part.counter).or_insert((0, 0));
        *used += change.used;
        *returned += change.returned;
    }
    counters
}

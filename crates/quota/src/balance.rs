//! What a counter holds, and the same rebuilt from the ledger.

use std::collections::BTreeMap;

use crate::{Counter, EntryKind};

/// How the units of a counter are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// All units that it ever had.
    pub granted: i64,
    /// Units that messages have used.
    pub used: i64,
    /// Units that are held for messages.
    pub reserved: i64,
}

impl Balance {
    /// Units that nobody holds.
    pub const fn left(self) -> i64 {
        self.granted - self.used - self.reserved
    }

    /// The balance after one more entry of the ledger.
    #[must_use]
    pub const fn after(self, kind: EntryKind, amount: i64) -> Self {
        let Self { granted, used, reserved } = self;
        match kind {
            EntryKind::Grant | EntryKind::Pack => Self { granted: granted + amount, used, reserved },
            EntryKind::Reserve => Self { granted, used, reserved: reserved + amount },
            EntryKind::Use => Self { granted, used: used + amount, reserved: reserved - amount },
            EntryKind::Return | EntryKind::Lapse => Self { granted, used, reserved: reserved - amount },
        }
    }

    /// The balance of every counter that the entries name.
    pub fn rebuild(entries: impl IntoIterator<Item = (Counter, EntryKind, i64)>) -> BTreeMap<Counter, Self> {
        let mut balances: BTreeMap<Counter, Self> = BTreeMap::new();
        for (counter, kind, amount) in entries {
            let balance = balances.entry(counter).or_default();
            *balance = balance.after(kind, amount);
        }
        balances
    }
}

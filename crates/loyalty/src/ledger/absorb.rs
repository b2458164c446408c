//! An account that goes into another one, because its customer did.

use std::collections::BTreeMap;

use regulars_kernel::{Environment, PointLotId, PointOperationId};

use super::account::PointBalance;
use super::line::Line;
use super::lot::{Lot, LotMove, Taken};
use super::open_account::{LotState, OpenAccount};
use super::operation::{Cause, CounterPlace, Entry, OperationKind};

impl OpenAccount {
    /// Takes over all that the other account of the same points has: its lots as they are, with when they expire, what
    /// is held of them, and what is owed there. What one of the two owes, the other one pays as far as it can. The other account is empty then, and
    /// leads to this one.
    pub fn absorb(&mut self, environment: &Environment, other: &mut Self, cause: Cause) {
        self.settle(environment, cause.programme_version);
        other.settle(environment, cause.programme_version);
        if self.account.id == other.account.id {
            return;
        }
        other.account.merged_into = Some(self.account.id);
        other.is_merged_away = true;
        let brought = other.account.balance;
        if brought == PointBalance::default() {
            return;
        }
        let paid = brought.owed().saturating_add(self.account.balance.owed());
        let paid = paid.min(brought.available.saturating_add(self.account.balance.available));
        let moves = self.moves_of_arrival(other, paid);
        other.write_departure(environment, cause.clone());
        for mut held in std::mem::take(&mut other.lots) {
            held.lot.account = self.account.id;
            held.changes();
            self.lots.push(held);
        }
        for mut open in std::mem::take(&mut other.reservations) {
            open.held.reservation.account = self.account.id;
            open.state = LotState::Changed;
            self.reservations.push(open);
        }
        let account =
            PointBalance { available: brought.available - paid, deficit: brought.deficit + paid, ..brought };
        let entry = Entry { account, place: CounterPlace::Merged, counter: -brought.total() };
        self.write_merge(environment, entry, moves, cause);
    }

    /// What is put into the lots that arrive, less what of all lots together pays what is owed.
    fn moves_of_arrival(&self, other: &Self, paid: i64) -> Vec<LotMove> {
        let mut amounts: BTreeMap<PointLotId, i64> =
            other.lots().map(|lot| (lot.id, lot.remaining)).collect();
        let is_available = |lot: &Lot| !lot.pending;
        let mut paying = [self.in_order(is_available), other.in_order(is_available)].concat();
        paying.sort_by_key(|lot| lot.turn());
        for of in Taken::of(paying, paid).moves {
            *amounts.entry(of.lot).or_default() += of.amount;
        }
        let moves = amounts.into_iter().map(|(lot, amount)| LotMove { lot, amount });
        moves.filter(|of| of.amount != 0).collect()
    }

    /// Empties the account.
    fn write_departure(&mut self, environment: &Environment, cause: Cause) {
        let brought = self.account.balance;
        let entry =
            Entry { account: brought.negated(), place: CounterPlace::Merged, counter: brought.total() };
        let moves = self.lots().map(|lot| LotMove { lot: lot.id, amount: -lot.remaining }).collect();
        self.write_merge(environment, entry, moves, cause);
    }

    fn write_merge(&mut self, environment: &Environment, entry: Entry, moves: Vec<LotMove>, cause: Cause) {
        let id = PointOperationId::new(environment.new_id());
        let now = environment.now();
        self.write(id, now, Line { kind: OperationKind::Merge, occurred_at: now, entry, cause, moves });
    }
}

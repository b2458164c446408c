//! What is due by time: pending lots become available, lots expire, and what was held for some time comes back.

use regulars_kernel::{Actor, Environment, Instant, PointOperationId};
use uuid::Uuid;

use super::account::{PointAccount, PointBalance};
use super::line::Line;
use super::lot::{Lot, LotMove};
use super::open_account::{HeldLot, OpenAccount};
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use super::store::AccountWithLots;

impl OpenAccount {
    /// Does what is due by now: pending lots whose time has come can be spent, and pay what is owed first; lots whose time
    /// is over expire, whether anything is owed or not; what is held no longer comes back. However late it is done, the
    /// outcome is the same.
    pub fn settle(&mut self, environment: &Environment, programme_version: u32) {
        let new_id = || PointOperationId::new(environment.new_id());
        self.settle_at(environment.now(), &new_id, programme_version);
    }

    /// An account with its lots as it is at that instant, whatever of it was written so far. Nothing is to be written of it.
    pub fn settled(found: AccountWithLots, now: Instant) -> AccountWithLots {
        let last_operation = found.account.last_operation;
        let mut open = Self::of(found);
        open.settle_at(now, &|| PointOperationId::new(Uuid::nil()), 0);
        let lots = open.lots().cloned().collect();
        let reservations = open.active_reservations().cloned().collect();
        AccountWithLots { account: PointAccount { last_operation, ..open.account }, lots, reservations }
    }

    // What was held comes back in the order of time between all else, because it pays what is owed as pending lots do.
    fn settle_at(&mut self, now: Instant, new_id: &dyn Fn() -> PointOperationId, programme_version: u32) {
        let cause = Cause {
            actor: Actor::System,
            purchase: None,
            refund: None,
            programme_version,
            reason: None,
            accrual: None,
        };
        while let Some((id, until)) = self.next_lapsed(now) {
            self.settle_lots((until, now), new_id, &cause);
            self.lapse(id, (until, now), new_id, &cause);
        }
        self.settle_lots((now, now), new_id, &cause);
    }

    // That all activations come before all expiries changes nothing: while a lot waits to expire that could be spent,
    // nothing is owed that another one could pay.
    fn settle_lots(
        &mut self,
        (at, now): (Instant, Instant),
        new_id: &dyn Fn() -> PointOperationId,
        cause: &Cause,
    ) {
        if let Some(line) = self.activation(at, cause) {
            self.write(new_id(), now, line);
        }
        if let Some(line) = self.expiry(at, cause) {
            self.write(new_id(), now, line);
        }
    }

    /// Opens the pending lots whose time has come by then.
    fn activation(&mut self, now: Instant, cause: &Cause) -> Option<Line> {
        let mut due: Vec<&mut HeldLot> =
            self.lots.iter_mut().filter(|held| is_activated_by(&held.lot, now)).collect();
        due.sort_by_key(|held| (held.lot.available_from, held.lot.id));
        let occurred_at = due.last()?.lot.available_from;
        let owed = self.account.balance.owed();
        let (mut activated, mut paid, mut moves) = (0_i64, 0_i64, Vec::new());
        for held in due {
            let pays = held.lot.remaining.min(owed.saturating_sub(paid));
            if pays > 0 {
                moves.push(LotMove { lot: held.lot.id, amount: -pays });
            }
            paid = paid.saturating_add(pays);
            activated = activated.saturating_add(held.lot.remaining);
            held.lot.pending = false;
            held.changes();
        }
        let account = PointBalance {
            available: activated - paid,
            pending: -activated,
            deficit: paid,
            ..PointBalance::default()
        };
        let entry = Entry { account, place: CounterPlace::None, counter: 0 };
        Some(Line { kind: OperationKind::Activate, occurred_at, entry, cause: cause.clone(), moves })
    }

    /// What has expired by then.
    pub(super) fn expiry(&self, now: Instant, cause: &Cause) -> Option<Line> {
        let expired: Vec<&Lot> = self.lots().filter(|lot| lot.has_expired_by(now)).collect();
        let occurred_at = expired.iter().filter_map(|lot| lot.expires_at).max()?;
        let (mut account, mut moves) = (PointBalance::default(), Vec::new());
        for lot in expired {
            let part = if lot.pending { &mut account.pending } else { &mut account.available };
            *part = part.saturating_sub(lot.remaining);
            moves.push(LotMove { lot: lot.id, amount: -lot.remaining });
        }
        let entry = Entry { account, place: CounterPlace::Expired, counter: -account.total() };
        Some(Line { kind: OperationKind::Expire, occurred_at, entry, cause: cause.clone(), moves })
    }
}

/// Whether the lot is pending, and its time has come by then before it expired.
fn is_activated_by(lot: &Lot, now: Instant) -> bool {
    lot.pending && lot.remaining > 0 && lot.available_from <= now && !lot.has_expired_by(lot.available_from)
}

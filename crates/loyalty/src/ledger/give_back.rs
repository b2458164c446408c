//! Points that a refund gives back.

use chrono::Duration;
use regulars_kernel::{Environment, Instant, PointOperationId};

use super::account::PointBalance;
use super::line::{Line, NewLot};
use super::lot::{Lot, LotMove};
use super::open_account::{HeldLot, LotState, OpenAccount};
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use crate::programme::point_type::SpentAndExpired;

impl OpenAccount {
    /// Gives back points that were spent: to the lots of which they were taken (`spent`, each with how much of it is still out), to
    /// those first that were taken last. What of them has expired meanwhile follows the policy: it comes back in a lot of its own
    /// for some more days, or comes back and expires at once. What was spent without being there, and was owed, comes back in a lot that does not expire. What is
    /// owed now is paid first, by what expires first.
    ///
    /// Returns how many came back to stay, those with them that paid what was owed.
    pub fn give_back(
        &mut self,
        environment: &Environment,
        points: i64,
        spent: &[(Lot, i64)],
        policy: SpentAndExpired,
        occurred_at: Instant,
        cause: Cause,
    ) -> i64 {
        self.settle(environment, cause.programme_version);
        let (now, programme_version) = (environment.now(), cause.programme_version);
        let origin = PointOperationId::new(environment.new_id());
        let mut last_first: Vec<&(Lot, i64)> = spent.iter().collect();
        last_first.sort_by_key(|(lot, _)| std::cmp::Reverse(lot.turn()));
        let (mut moves, mut lost, mut left) = (Vec::new(), Vec::new(), points);
        for (lot, out) in last_first {
            let Some(back) = self.back_into(lot, left.min(*out)) else { continue };
            left -= back.amount;
            if !lot.has_expired_by(now) {
                moves.push(back);
            } else if let Some(expires_at) = end_of_grace(now, policy) {
                moves.push(self.lot_of_grace(environment, origin, lot, (back.amount, expires_at)));
            } else {
                lost.push(back);
            }
        }
        if left > 0 {
            moves.push(self.lot_of_overdrawn(environment, origin, left));
        }
        let back: i64 = moves.iter().map(|of| of.amount).sum();
        if back > 0 {
            let paid = back.min(self.account.balance.owed());
            let account = PointBalance { available: back - paid, deficit: paid, ..PointBalance::default() };
            let entry = Entry { account, place: CounterPlace::Redeemed, counter: -back };
            let (moves, cause) = (less_what_is_paid(moves, paid), cause.clone());
            self.write(
                origin,
                now,
                Line { kind: OperationKind::RefundSpend, occurred_at, entry, cause, moves },
            );
        }
        let expires: i64 = lost.iter().map(|of| of.amount).sum();
        if expires > 0 {
            let account = PointBalance { available: expires, ..PointBalance::default() };
            let entry = Entry { account, place: CounterPlace::Redeemed, counter: -expires };
            let id = PointOperationId::new(environment.new_id());
            let kind = OperationKind::RefundSpend;
            self.write(id, now, Line { kind, occurred_at, entry, cause, moves: lost });
            self.settle(environment, programme_version);
        }
        back
    }

    /// What goes back into a lot: no more than was taken out of it.
    pub(super) fn back_into(&mut self, lot: &Lot, points: i64) -> Option<LotMove> {
        let held = self.lots.iter().find(|held| held.lot.id == lot.id);
        let room = held.map_or(lot.original, |held| held.lot.original - held.lot.remaining);
        if held.is_none() {
            // Nothing is left in it, or the account would hold it; and it may have been one that went into this account.
            let lot = Lot { account: self.account.id, remaining: 0, pending: false, ..lot.clone() };
            self.lots.push(HeldLot { lot, state: LotState::Kept });
        }
        let amount = points.min(room);
        (amount > 0).then_some(LotMove { lot: lot.id, amount })
    }

    /// A lot in the place of one that has expired: what each refund gives back has a grace of its own.
    fn lot_of_grace(
        &mut self,
        environment: &Environment,
        origin: PointOperationId,
        expired: &Lot,
        (points, expires_at): (i64, Instant),
    ) -> LotMove {
        let lot = NewLot {
            origin,
            purchase: expired.purchase,
            original: points,
            pending: false,
            available_from: environment.now(),
            expires_at: Some(expires_at),
        };
        LotMove { lot: self.add_lot(environment, lot), amount: points }
    }

    fn lot_of_overdrawn(
        &mut self,
        environment: &Environment,
        origin: PointOperationId,
        points: i64,
    ) -> LotMove {
        let lot = NewLot {
            origin,
            purchase: None,
            original: points,
            pending: false,
            available_from: environment.now(),
            expires_at: None,
        };
        LotMove { lot: self.add_lot(environment, lot), amount: points }
    }
}

/// Until when what has expired can be spent once more, where the policy has it so.
fn end_of_grace(now: Instant, policy: SpentAndExpired) -> Option<Instant> {
    let SpentAndExpired::Grace(days @ 1..) = policy else { return None };
    now.checked_add_signed(Duration::days(i64::from(days)))
}

/// The moves, less what of them pays what is owed: of those at the end first.
pub(super) fn less_what_is_paid(mut moves: Vec<LotMove>, paid: i64) -> Vec<LotMove> {
    let mut left = paid;
    for of in moves.iter_mut().rev() {
        let part = of.amount.min(left);
        of.amount -= part;
        left -= part;
    }
    moves.retain(|of| of.amount != 0);
    moves
}

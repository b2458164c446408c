//! How an operation is done: to the balance, to the lots, and as a line of the ledger.

use std::collections::BTreeMap;

use regulars_kernel::{Environment, Instant, PointLotId, PointOperationId, PurchaseId};

use super::lot::{Lot, LotMove};
use super::open_account::{HeldLot, LotState, OpenAccount};
use super::operation::{Cause, Entry, OperationKind, PointOperation};

/// An operation before it has its number.
pub(super) struct Line {
    pub(super) kind: OperationKind,
    pub(super) occurred_at: Instant,
    pub(super) entry: Entry,
    pub(super) cause: Cause,
    /// Each lot once.
    pub(super) moves: Vec<LotMove>,
}

/// A lot before there is anything in it.
pub(super) struct NewLot {
    pub(super) origin: PointOperationId,
    pub(super) purchase: Option<PurchaseId>,
    pub(super) original: i64,
    pub(super) pending: bool,
    pub(super) available_from: Instant,
    pub(super) expires_at: Option<Instant>,
}

impl OpenAccount {
    /// Does an operation: to the balance, and to the lots of its moves.
    pub(super) fn write(&mut self, id: PointOperationId, recorded_at: Instant, line: Line) {
        let Line { kind, occurred_at, entry, cause, moves } = line;
        let amounts: BTreeMap<PointLotId, i64> = moves.iter().map(|of| (of.lot, of.amount)).collect();
        for held in &mut self.lots {
            if let Some(amount) = amounts.get(&held.lot.id) {
                held.lot.remaining = held.lot.remaining.saturating_add(*amount);
                held.changes();
            }
        }
        self.account.balance = self.account.balance.plus(entry.account);
        self.account.last_operation = self.account.last_operation.saturating_add(1);
        self.operations.push(PointOperation {
            id,
            account: self.account.id,
            number: self.account.last_operation,
            kind,
            occurred_at,
            recorded_at,
            entry,
            cause,
            moves,
        });
    }

    /// A new lot with nothing in it. The move of the operation that makes it puts something in.
    pub(super) fn add_lot(&mut self, environment: &Environment, new: NewLot) -> PointLotId {
        let NewLot { origin, purchase, original, pending, available_from, expires_at } = new;
        let id = PointLotId::new(environment.new_id());
        let account = self.account.id;
        let lot = Lot {
            id,
            account,
            origin,
            purchase,
            original,
            remaining: 0,
            pending,
            available_from,
            expires_at,
        };
        self.lots.push(HeldLot { lot, state: LotState::New });
        id
    }

    /// Its lots of that sort in which something is left, in the order in which points are taken from them.
    pub(super) fn in_order(&self, is_meant: impl Fn(&Lot) -> bool) -> Vec<&Lot> {
        let mut lots: Vec<&Lot> = self.lots().filter(|lot| is_meant(lot)).collect();
        lots.sort_by_key(|lot| lot.turn());
        lots
    }
}

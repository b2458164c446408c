//! Takes back what a bulk accrual gave.

use regulars_kernel::{Environment, Instant, PointLotId, PointOperationId};

use super::account::PointBalance;
use super::line::Line;
use super::lot::{Lot, Taken};
use super::open_account::OpenAccount;
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use crate::accruals::accrual::AccrualSpent;

/// What a bulk accrual gave to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccruedPoints {
    /// The lot that it made. None where all of it paid what was owed.
    pub lot: Option<PointLotId>,
    /// How many points it gave.
    pub points: i64,
    /// How many of them came into the lot. The others paid what was owed.
    pub in_lot: i64,
    /// When the lot expires.
    pub expires_at: Option<Instant>,
}

/// What became of taking it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoneAccrual {
    /// All of it is taken back.
    Taken {
        /// So many were not in the lot any more, and were taken elsewhere or are owed.
        missing: i64,
        /// The operation.
        operation: PointOperationId,
    },
    /// Nothing is taken back: so many are not in the lot any more.
    Spent {
        /// How many.
        missing: i64,
    },
    /// Nothing is taken back: the lot has expired.
    Expired,
}

impl OpenAccount {
    /// Takes back what an accrual gave: of its own lot what came into it, and of what else can be spent what paid debts then, or
    /// that is owed again. So the account stands as if there had never been an accrual. Where something of the lot was used or is
    /// held, nothing is taken, or what is missing is taken as what paid debts is. What has expired is nobody's any more, and is
    /// left in any case.
    pub fn undo_accrual(
        &mut self,
        environment: &Environment,
        accrued: AccruedPoints,
        spent: AccrualSpent,
        cause: Cause,
    ) -> UndoneAccrual {
        self.settle(environment, cause.programme_version);
        let now = environment.now();
        if accrued.in_lot > 0 && accrued.expires_at.is_some_and(|at| at <= now) {
            return UndoneAccrual::Expired;
        }
        let is_own = |lot: &Lot| accrued.lot == Some(lot.id);
        let own = Taken::of(self.in_order(is_own), accrued.in_lot);
        let missing = accrued.in_lot - own.points;
        if missing > 0 && spent == AccrualSpent::Left {
            return UndoneAccrual::Spent { missing };
        }
        let others =
            Taken::of(self.in_order(|lot| !lot.pending && !is_own(lot)), accrued.points - own.points);
        let taken = own.points + others.points;
        let account =
            PointBalance { available: -taken, deficit: taken - accrued.points, ..PointBalance::default() };
        let entry = Entry { account, place: CounterPlace::Adjusted, counter: accrued.points };
        let moves = [own.moves, others.moves].concat();
        let operation = PointOperationId::new(environment.new_id());
        self.write(
            operation,
            now,
            Line { kind: OperationKind::Adjust, occurred_at: now, entry, cause, moves },
        );
        UndoneAccrual::Taken { missing, operation }
    }
}

//! Points that a refund takes back.

use regulars_kernel::{Environment, Instant, PointOperationId, PurchaseId};

use super::account::PointBalance;
use super::line::Line;
use super::lot::{LotMove, Taken};
use super::open_account::OpenAccount;
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use crate::programme::point_type::Shortfall;

/// What became of points that were to be taken back. All three together are as many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// They were there, and are no more.
    pub taken: i64,
    /// They were not there any more, and are owed.
    pub owed: i64,
    /// They were not there any more, and were let go.
    pub waived: i64,
}

/// Whether a lot is the purchase's own, and whether it is pending: the order in which they are turned to.
const TURNS: [(bool, bool); 4] = [(true, true), (true, false), (false, false), (false, true)];

impl OpenAccount {
    /// Takes back points that a purchase earned: what of it is pending, what else of it is left, then of the other lots
    /// those that can be spent, and at last those that cannot yet. Where all of that is not as many, what is missing is
    /// owed or let go.
    pub fn take_back(
        &mut self,
        environment: &Environment,
        points: i64,
        of: PurchaseId,
        shortfall: Shortfall,
        occurred_at: Instant,
        cause: Cause,
    ) -> TakenBack {
        self.settle(environment, cause.programme_version);
        if points <= 0 {
            return TakenBack::default();
        }
        let (mut account, mut moves, mut left): (PointBalance, Vec<LotMove>, i64) =
            (PointBalance::default(), Vec::new(), points);
        for (own, pending) in TURNS {
            let lots = self.in_order(|lot| (lot.purchase == Some(of), lot.pending) == (own, pending));
            let taken = Taken::of(lots, left);
            left -= taken.points;
            let part = if pending { &mut account.pending } else { &mut account.available };
            *part -= taken.points;
            moves.extend(taken.moves);
        }
        let taken = points - left;
        let (owed, waived) = match shortfall {
            Shortfall::Owed => (left, 0),
            Shortfall::Waived => (0, left),
        };
        account.deficit = -owed;
        if taken + owed > 0 {
            let entry = Entry { account, place: CounterPlace::Issued, counter: taken + owed };
            let id = PointOperationId::new(environment.new_id());
            let line = Line { kind: OperationKind::Clawback, occurred_at, entry, cause, moves };
            self.write(id, environment.now(), line);
        }
        TakenBack { taken, owed, waived }
    }
}

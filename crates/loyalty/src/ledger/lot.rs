//! Lots: points with where they came from and when they expire.

use regulars_kernel::{Instant, PointAccountId, PointLotId, PointOperationId, PurchaseId};

/// Points that were credited together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its id. Ids sort by when lots were made.
    pub id: PointLotId,
    /// Whose it is.
    pub account: PointAccountId,
    /// The operation that credited it.
    pub origin: PointOperationId,
    /// The purchase that earned it.
    pub purchase: Option<PurchaseId>,
    /// How many they were.
    pub original: i64,
    /// How many are left: from 0 to `original`.
    pub remaining: i64,
    /// Whether they cannot be spent yet.
    pub pending: bool,
    /// From when on they can be spent.
    pub available_from: Instant,
    /// From when on they are no longer there.
    pub expires_at: Option<Instant>,
}

impl Lot {
    /// When something happens to it by itself: it becomes available, or it expires. None where nothing does, or nothing is
    /// left.
    pub fn due_at(&self) -> Option<Instant> {
        if self.remaining == 0 {
            return None;
        }
        if self.pending {
            return Some(self.expires_at.map_or(self.available_from, |at| at.min(self.available_from)));
        }
        self.expires_at
    }

    /// When it is its turn to be spent: what expires first comes first, and what never expires comes last.
    pub(super) fn turn(&self) -> (bool, Option<Instant>, Instant, PointLotId) {
        (self.expires_at.is_none(), self.expires_at, self.available_from, self.id)
    }

    /// Whether it has expired by then.
    pub(super) fn has_expired_by(&self, now: Instant) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }
}

/// What an operation put into a lot or took out of it. An operation names each lot once, and none to which it does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotMove {
    /// The lot.
    pub lot: PointLotId,
    /// How much; negative for what was taken.
    pub amount: i64,
}

/// What can be had of some lots.
pub(super) struct Taken {
    /// The moves by which it is taken out.
    pub(super) moves: Vec<LotMove>,
    /// How much it is.
    pub(super) points: i64,
}

impl Taken {
    /// As much of these lots, one after another, as there is of `points`.
    pub(super) fn of<'lot>(lots: impl IntoIterator<Item = &'lot Lot>, points: i64) -> Self {
        let mut taken = Self { moves: Vec::new(), points: 0 };
        for lot in lots {
            let part = lot.remaining.min(points - taken.points);
            if part > 0 {
                taken.moves.push(LotMove { lot: lot.id, amount: -part });
                taken.points += part;
            }
        }
        taken
    }
}

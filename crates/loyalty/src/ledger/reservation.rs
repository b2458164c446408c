//! Reservations: points that are held for something.

use regulars_kernel::{
    Instant, PointAccountId, PointOperationId, PointReservationId, RewardOrderId, StoreError, named,
};

use super::lot::Lot;

named! {
    /// What became of a reservation.
    ReservationState {
        /// The points are held.
        Active = "active",
        /// They have paid, all or a part of them; the others came back.
        Captured = "captured",
        /// They came back.
        Released = "released",
        /// Its time was over, and they came back.
        Expired = "expired",
    }
}

/// Points of an account that are held for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointReservation {
    /// Its id. Ids sort by when reservations were made.
    pub id: PointReservationId,
    /// The account. Where that went into another one, the other one.
    pub account: PointAccountId,
    /// The operation that took them.
    pub operation: PointOperationId,
    /// How many they were, more than 0, in the smallest part of their type.
    pub points: i64,
    /// How many of them have paid.
    pub captured: i64,
    /// What became of it, as far as it was written.
    pub state: ReservationState,
    /// Until when they are held; none for as long as it takes.
    pub until: Option<Instant>,
    /// The order of a reward for which they are held.
    pub order: Option<RewardOrderId>,
    /// When it was made.
    pub made_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

impl PointReservation {
    /// What has become of it by then, whether that was written or not.
    pub fn state_at(&self, now: Instant) -> ReservationState {
        if self.has_lapsed_by(now) { ReservationState::Expired } else { self.state }
    }

    /// When it has ended by then, whether that was written or not.
    pub fn ended_by(&self, now: Instant) -> Option<Instant> {
        if self.has_lapsed_by(now) { self.until } else { self.ended_at }
    }

    /// Whether it is held, and its time is over.
    pub(super) fn has_lapsed_by(&self, now: Instant) -> bool {
        self.state == ReservationState::Active && self.until.is_some_and(|until| until <= now)
    }
}

/// A reservation with the lots of which it took points, each with how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldReservation {
    /// The reservation.
    pub reservation: PointReservation,
    /// The lots, in no order.
    pub lots: Vec<(Lot, i64)>,
}

/// Why nothing was done with a reservation.
#[derive(Debug, thiserror::Error)]
pub enum ReservationError {
    /// The account has no such reservation.
    #[error("there is no such reservation")]
    Unknown,
    /// It has ended.
    #[error("the reservation is {0}")]
    Ended(ReservationState),
    /// More is to pay than is held, or nothing.
    #[error("must be from 1 to {reserved}")]
    OutOfRange {
        /// As many are held.
        reserved: i64,
    },
    /// It belongs to an order of a reward, with which it ends.
    #[error("the reservation is that of an order")]
    OfOrder(RewardOrderId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

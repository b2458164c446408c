//! Points that are held for something, that pay out of it, and that come back.

use std::cmp::Reverse;

use regulars_kernel::{Environment, Instant, PointOperationId, PointReservationId, RewardOrderId};

use super::account::PointBalance;
use super::give_back::less_what_is_paid;
use super::line::Line;
use super::lot::{Lot, LotMove, Taken};
use super::open_account::{LotState, OpenAccount, OpenReservation};
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use super::reservation::{HeldReservation, PointReservation, ReservationError, ReservationState};
use super::spend::Insufficient;

impl OpenAccount {
    /// Its reservations that have not ended.
    pub fn active_reservations(&self) -> impl Iterator<Item = &HeldReservation> {
        let held = self.reservations.iter().map(|open| &open.held);
        held.filter(|held| held.reservation.state == ReservationState::Active)
    }

    /// Holds points, more than 0, until that instant, or for as long as it takes: of the lots that expire first, then of those
    /// that never do. What is held does not expire, and nothing is taken back of it.
    ///
    /// # Errors
    ///
    /// [`Insufficient`] where there are not as many. Nothing is held then.
    pub fn reserve(
        &mut self,
        environment: &Environment,
        points: i64,
        until: Option<Instant>,
        order: Option<RewardOrderId>,
        cause: Cause,
    ) -> Result<PointReservation, Insufficient> {
        self.settle(environment, cause.programme_version);
        self.check_available(points)?;
        let now = environment.now();
        let Taken { moves, points } = Taken::of(self.in_order(|lot| !lot.pending), points);
        let lots: Vec<(Lot, i64)> = moves.iter().filter_map(|of| self.lot_of(*of)).collect();
        let account = PointBalance { available: -points, reserved: points, ..PointBalance::default() };
        let entry = Entry { account, place: CounterPlace::None, counter: 0 };
        let operation = PointOperationId::new(environment.new_id());
        let kind = OperationKind::Reserve;
        self.write(operation, now, Line { kind, occurred_at: now, entry, cause, moves });
        let reservation = PointReservation {
            id: PointReservationId::new(environment.new_id()),
            account: self.account.id,
            operation,
            points,
            captured: 0,
            state: ReservationState::Active,
            until,
            order,
            made_at: now,
            ended_at: None,
        };
        let held = HeldReservation { reservation: reservation.clone(), lots };
        self.reservations.push(OpenReservation { held, state: LotState::New });
        Ok(reservation)
    }

    /// Lets points pay that are held, all of them where it is not said how many. The others come back, and the reservation has
    /// ended. Those pay first that expire first, those too that would have expired meanwhile.
    ///
    /// # Errors
    ///
    /// [`ReservationError`] where it has ended, or as many are not held. Nothing is done then.
    pub fn capture(
        &mut self,
        environment: &Environment,
        id: PointReservationId,
        points: Option<i64>,
        cause: Cause,
    ) -> Result<PointReservation, ReservationError> {
        self.settle(environment, cause.programme_version);
        let held = self.active(id)?.clone();
        let reserved = held.reservation.points;
        let points = points.unwrap_or(reserved);
        if points < 1 || points > reserved {
            return Err(ReservationError::OutOfRange { reserved });
        }
        let now = environment.now();
        let reservation = self.end(id, ReservationState::Captured, points, now)?;
        let account = PointBalance { reserved: -points, ..PointBalance::default() };
        let entry = Entry { account, place: CounterPlace::Redeemed, counter: points };
        let operation = PointOperationId::new(environment.new_id());
        let kind = OperationKind::Capture;
        let line = Line { kind, occurred_at: now, entry, cause: cause.clone(), moves: Vec::new() };
        self.write(operation, now, line);
        self.put_back(environment, &held.lots, reserved - points, cause);
        Ok(reservation)
    }

    /// Lets points come back that are held, to the lots of which they were taken. What is owed is paid first by those that have
    /// not expired meanwhile; the others expire at once.
    ///
    /// # Errors
    ///
    /// [`ReservationError`] where it has ended. Nothing is done then.
    pub fn release(
        &mut self,
        environment: &Environment,
        id: PointReservationId,
        cause: Cause,
    ) -> Result<PointReservation, ReservationError> {
        self.settle(environment, cause.programme_version);
        let held = self.active(id)?.clone();
        let reservation = self.end(id, ReservationState::Released, 0, environment.now())?;
        self.put_back(environment, &held.lots, held.reservation.points, cause);
        Ok(reservation)
    }

    /// Holds points for as long as it takes from now on.
    ///
    /// # Errors
    ///
    /// [`ReservationError`] where they are held no more.
    pub fn keep_reserved(
        &mut self,
        environment: &Environment,
        id: PointReservationId,
        programme_version: u32,
    ) -> Result<(), ReservationError> {
        self.settle(environment, programme_version);
        self.active(id)?;
        for open in self.reservations.iter_mut().filter(|open| open.held.reservation.id == id) {
            open.held.reservation.until = None;
            open.changes();
        }
        Ok(())
    }

    /// The reservation whose time was over first by then, and when that was.
    pub(super) fn next_lapsed(&self, now: Instant) -> Option<(PointReservationId, Instant)> {
        let lapsed = self.active_reservations().filter(|held| held.reservation.has_lapsed_by(now));
        let lapsed = lapsed.filter_map(|held| Some((held.reservation.until?, held.reservation.id)));
        lapsed.min().map(|(until, id)| (id, until))
    }

    /// Ends a reservation whose time was over then.
    pub(super) fn lapse(
        &mut self,
        id: PointReservationId,
        (until, now): (Instant, Instant),
        new_id: &dyn Fn() -> PointOperationId,
        cause: &Cause,
    ) {
        let found = self.reservations.iter_mut().find(|open| open.held.reservation.id == id);
        let Some(open) = found else { return };
        open.held.reservation.state = ReservationState::Expired;
        open.held.reservation.ended_at = Some(until);
        open.changes();
        let HeldReservation { reservation, lots } = open.held.clone();
        self.put_back_at(&lots, reservation.points, (until, now), new_id, cause);
        // What came back expired goes again in the same breath.
        if let Some(line) = self.expiry(until, cause) {
            self.write(new_id(), now, line);
        }
    }

    fn put_back(&mut self, environment: &Environment, lots: &[(Lot, i64)], points: i64, cause: Cause) {
        let new_id = || PointOperationId::new(environment.new_id());
        let (now, programme_version) = (environment.now(), cause.programme_version);
        self.put_back_at(lots, points, (now, now), &new_id, &cause);
        // What came back expired goes again.
        self.settle(environment, programme_version);
    }

    /// Puts points back into the lots of which they were taken, to those first that were taken last.
    fn put_back_at(
        &mut self,
        lots: &[(Lot, i64)],
        points: i64,
        (at, now): (Instant, Instant),
        new_id: &dyn Fn() -> PointOperationId,
        cause: &Cause,
    ) {
        let mut last_first: Vec<&(Lot, i64)> = lots.iter().collect();
        last_first.sort_by_key(|(lot, _)| Reverse(lot.turn()));
        let (mut stay, mut lost, mut left) = (Vec::new(), Vec::new(), points);
        for (lot, out) in last_first {
            let Some(back) = self.back_into(lot, left.min(*out)) else { continue };
            left -= back.amount;
            let has_expired = self.lot_of(back).is_some_and(|(lot, _)| lot.has_expired_by(at));
            if has_expired { lost.push(back) } else { stay.push(back) }
        }
        let back: i64 = stay.iter().map(|of| of.amount).sum();
        let paid = back.min(self.account.balance.owed());
        let moves = less_what_is_paid(stay, paid);
        self.write_release(back, paid, moves, (at, now), new_id, cause);
        let expires: i64 = lost.iter().map(|of| of.amount).sum();
        self.write_release(expires, 0, lost, (at, now), new_id, cause);
    }

    fn write_release(
        &mut self,
        back: i64,
        paid: i64,
        moves: Vec<LotMove>,
        (at, now): (Instant, Instant),
        new_id: &dyn Fn() -> PointOperationId,
        cause: &Cause,
    ) {
        if back == 0 {
            return;
        }
        let account = PointBalance {
            available: back - paid,
            reserved: -back,
            deficit: paid,
            ..PointBalance::default()
        };
        let entry = Entry { account, place: CounterPlace::None, counter: 0 };
        let kind = OperationKind::Release;
        self.write(new_id(), now, Line { kind, occurred_at: at, entry, cause: cause.clone(), moves });
    }

    fn active(&self, id: PointReservationId) -> Result<&HeldReservation, ReservationError> {
        let found = self.reservations.iter().find(|open| open.held.reservation.id == id);
        let held = &found.ok_or(ReservationError::Unknown)?.held;
        match held.reservation.state {
            ReservationState::Active => Ok(held),
            ended => Err(ReservationError::Ended(ended)),
        }
    }

    fn end(
        &mut self,
        id: PointReservationId,
        state: ReservationState,
        captured: i64,
        now: Instant,
    ) -> Result<PointReservation, ReservationError> {
        let found = self.reservations.iter_mut().find(|open| open.held.reservation.id == id);
        let open = found.ok_or(ReservationError::Unknown)?;
        let reservation =
            PointReservation { state, captured, ended_at: Some(now), ..open.held.reservation.clone() };
        open.held.reservation = reservation.clone();
        open.changes();
        Ok(reservation)
    }

    /// The lot of a move as it is, and how much the move is of.
    fn lot_of(&self, of: LotMove) -> Option<(Lot, i64)> {
        let held = self.lots.iter().find(|held| held.lot.id == of.lot)?;
        Some((held.lot.clone(), of.amount.saturating_abs()))
    }
}

impl OpenReservation {
    /// Notes that it is no longer what the store has.
    fn changes(&mut self) {
        if self.state == LotState::Kept {
            self.state = LotState::Changed;
        }
    }
}

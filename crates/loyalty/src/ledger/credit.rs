//! Points that come in: earned, or credited by staff.

use chrono::Days;
use regulars_kernel::{Environment, Instant, MerchantCalendar, PointOperationId};

use super::account::PointBalance;
use super::line::{Line, NewLot};
use super::lot::LotMove;
use super::open_account::OpenAccount;
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use crate::programme::point_type::PointType;

/// Points that come in.
pub(super) struct Credit {
    pub(super) points: i64,
    /// What the operation is where they can be spent at once. Otherwise they are earned for later.
    pub(super) kind: OperationKind,
    pub(super) place: CounterPlace,
    pub(super) available_from: Instant,
    pub(super) expires_at: Option<Instant>,
    pub(super) occurred_at: Instant,
    pub(super) cause: Cause,
}

impl OpenAccount {
    /// Credits points that are earned, more than 0, in a new lot: available and expiring as the point type has it, reckoned
    /// from `counted_at`, which is when the receipt counts. They pay what is owed first; pending ones do when they are
    /// activated.
    #[expect(
        clippy::too_many_arguments,
        reason = "what is earned has two clocks, and a calendar beside the point type"
    )]
    pub fn earn(
        &mut self,
        environment: &Environment,
        points: i64,
        kind: &PointType,
        calendar: &MerchantCalendar,
        counted_at: Instant,
        occurred_at: Instant,
        cause: Cause,
    ) {
        self.settle(environment, cause.programme_version);
        let available_from = match kind.pending_days {
            0 => counted_at.min(environment.now()),
            days => days_later(days, calendar, counted_at),
        };
        let credit = Credit {
            points,
            kind: OperationKind::Earn,
            place: CounterPlace::Issued,
            available_from,
            expires_at: kind.expiry.of(counted_at, calendar),
            occurred_at,
            cause,
        };
        self.credit(environment, credit);
    }

    /// Credits points that a reward is, more than 0, in a new lot that can be spent at once. They pay what is owed first. Gives the
    /// operation.
    pub(crate) fn give(
        &mut self,
        environment: &Environment,
        points: i64,
        expires_at: Option<Instant>,
        cause: Cause,
    ) -> Option<PointOperationId> {
        self.settle(environment, cause.programme_version);
        let (now, before) = (environment.now(), self.operations.len());
        let credit = Credit {
            points,
            kind: OperationKind::Earn,
            place: CounterPlace::Issued,
            available_from: now,
            expires_at,
            occurred_at: now,
            cause,
        };
        self.credit(environment, credit);
        self.operations.get(before).map(|done| done.id)
    }

    /// Credits points for a referral, more than 0, in a new lot: available at once, because its time of waiting is over, and expiring as
    /// the point type has it. They pay what is owed first.
    pub fn reward_referral(
        &mut self,
        environment: &Environment,
        points: i64,
        kind: &PointType,
        calendar: &MerchantCalendar,
        cause: Cause,
    ) {
        self.settle(environment, cause.programme_version);
        let now = environment.now();
        let credit = Credit {
            points,
            kind: OperationKind::Referral,
            place: CounterPlace::Issued,
            available_from: now,
            expires_at: kind.expiry.of(now, calendar),
            occurred_at: now,
            cause,
        };
        self.credit(environment, credit);
    }

    /// Credits a new lot. What a late one brings that has expired by now, expires with it.
    pub(super) fn credit(&mut self, environment: &Environment, credit: Credit) {
        let Credit { points, kind, place, available_from, expires_at, occurred_at, cause } = credit;
        if points <= 0 {
            return;
        }
        let (now, programme_version) = (environment.now(), cause.programme_version);
        let origin = PointOperationId::new(environment.new_id());
        let pending = available_from > now;
        let lot = NewLot {
            origin,
            purchase: cause.purchase,
            original: points,
            pending,
            available_from,
            expires_at,
        };
        let lot = self.add_lot(environment, lot);
        let paid = if pending { 0 } else { points.min(self.account.balance.owed()) };
        let account = if pending {
            PointBalance { pending: points, ..PointBalance::default() }
        } else {
            PointBalance { available: points - paid, deficit: paid, ..PointBalance::default() }
        };
        let kind = if pending { OperationKind::EarnPending } else { kind };
        let entry = Entry { account, place, counter: -points };
        let moves = if paid < points { vec![LotMove { lot, amount: points - paid }] } else { Vec::new() };
        self.write(origin, now, Line { kind, occurred_at, entry, cause, moves });
        self.settle(environment, programme_version);
    }
}

/// As many days later, at the same time on the merchant's wall.
pub(crate) fn days_later(days: u16, calendar: &MerchantCalendar, instant: Instant) -> Instant {
    let later = calendar.wall_clock(instant).checked_add_days(Days::new(u64::from(days)));
    later.map_or(instant, |later| calendar.instant_of(later))
}

//! An account on a clock that is moved by hand, with a store in memory that adds up every posting anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Duration;
use regulars_kernel::{
    Actor, CustomerId, Environment, Instant, ManualClock, MerchantCalendar, PointLotId, PointReservationId,
    ProgrammeId, PurchaseId, SeededRandom,
};
use uuid::Uuid;

use crate::{
    AccountWithLots, Cause, Expiry, ExpiryEnd, ExpiryUnit, HeldReservation, Insufficient, Lot, OpenAccount,
    OperationKind, Overdraft, PointAccount, PointBalance, PointOperation, PointReservation, PointScale,
    PointType, ReservationError, ReservationState, Rounding, RoundingLevel, Shortfall, SpentAndExpired,
    TakenBack,
};

/// Points that can be spent after so many days, and expire after so many, if at all.
pub(super) fn points(pending_days: u16, expiry_days: Option<u16>) -> PointType {
    let after = |count| Expiry::After { count, unit: ExpiryUnit::Day, to: ExpiryEnd::Exact };
    PointType {
        code: "points".parse().unwrap(),
        name: "Poeni".parse().unwrap(),
        scale: PointScale::default(),
        value: None,
        expiry: expiry_days.map_or(Expiry::Never, after),
        pending_days,
        rounding: Rounding::Down,
        rounding_level: RoundingLevel::Receipt,
        shortfall: Shortfall::Owed,
        spent_and_expired: SpentAndExpired::Lost,
        expiry_by_tier: Vec::new(),
        adjustment_limit: None,
        transferable: false,
    }
}

pub(super) fn purchase(number: u128) -> PurchaseId {
    PurchaseId::new(Uuid::from_u128(number))
}

pub(super) fn cause(of: Option<u128>) -> Cause {
    Cause {
        actor: Actor::System,
        purchase: of.map(purchase),
        refund: None,
        programme_version: 1,
        reason: None,
        accrual: None,
    }
}

pub(super) fn available(points: i64) -> PointBalance {
    PointBalance { available: points, ..PointBalance::default() }
}

pub(super) fn owed(points: i64) -> PointBalance {
    PointBalance { deficit: -points, ..PointBalance::default() }
}

pub(super) struct Trial {
    pub(super) clock: Arc<ManualClock>,
    pub(super) environment: Environment,
    pub(super) calendar: MerchantCalendar,
    pub(super) kind: PointType,
    pub(super) account: Option<PointAccount>,
    pub(super) lots: BTreeMap<PointLotId, Lot>,
    pub(super) operations: Vec<PointOperation>,
    pub(super) reservations: BTreeMap<PointReservationId, HeldReservation>,
}

impl Trial {
    pub(super) fn of(kind: PointType, seed: u64) -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-21T10:00:00Z".parse().unwrap()));
        Self {
            environment: Environment::new(clock.clone(), Arc::new(SeededRandom::new(seed))),
            clock,
            calendar: MerchantCalendar::of_zone("Europe/Belgrade").unwrap(),
            kind,
            account: None,
            lots: BTreeMap::new(),
            operations: Vec::new(),
            reservations: BTreeMap::new(),
        }
    }

    pub(super) fn now(&self) -> Instant {
        self.environment.now()
    }

    pub(super) fn wait_days(&self, days: i64) {
        self.clock.advance(Duration::days(days));
    }

    /// What the store would find.
    pub(super) fn found(&self) -> Option<AccountWithLots> {
        let account = self.account.clone()?;
        let lots = self.lots.values().filter(|lot| lot.remaining > 0).cloned().collect();
        let held = self.reservations.values();
        let reservations =
            held.filter(|held| held.reservation.state == ReservationState::Active).cloned().collect();
        Some(AccountWithLots { account, lots, reservations })
    }

    pub(super) fn open(&self) -> OpenAccount {
        let new = || {
            let (programme, customer) = (Uuid::from_u128(1), Uuid::from_u128(2));
            let code = self.kind.code.clone();
            OpenAccount::new(&self.environment, ProgrammeId::new(programme), code, CustomerId::new(customer))
        };
        self.found().map_or_else(new, OpenAccount::of)
    }

    /// Opens the account, does something with it, writes that and adds all up.
    pub(super) fn with<Answer>(&mut self, act: impl FnOnce(&mut OpenAccount, &Self) -> Answer) -> Answer {
        let mut open = self.open();
        let answer = act(&mut open, self);
        self.post(open);
        let now = self.now();
        assert!(self.lots.values().all(|lot| lot.due_at().is_none_or(|at| at > now)), "nothing is due");
        answer
    }

    pub(super) fn post(&mut self, open: OpenAccount) {
        if let Some(posting) = open.into_posting() {
            assert_eq!(posting.was_at, self.account.as_ref().map(|account| account.last_operation));
            for lot in posting.new_lots {
                assert_eq!(self.lots.insert(lot.id, lot), None, "it is new");
            }
            self.lots.extend(posting.changed_lots.into_iter().map(|lot| (lot.id, lot)));
            self.operations.extend(posting.operations);
            for reservation in posting.reservations {
                let held = self.held(reservation);
                self.reservations.insert(held.reservation.id, held);
            }
            self.account = Some(posting.account);
        }
        self.hold_the_invariants();
    }

    /// A reservation with the lots of which its operation took points.
    fn held(&self, reservation: PointReservation) -> HeldReservation {
        if let Some(HeldReservation { lots, .. }) = self.reservations.get(&reservation.id).cloned() {
            return HeldReservation { reservation, lots };
        }
        let taken = self.operations.iter().filter(|operation| operation.id == reservation.operation);
        let taken = taken.flat_map(|operation| &operation.moves);
        let lots = taken.map(|of| (self.lots[&of.lot].clone(), -of.amount)).collect();
        HeldReservation { reservation, lots }
    }

    /// The balance is what lies in the lots, and both are what the operations add up to.
    fn hold_the_invariants(&self) {
        let Some(account) = &self.account else { return };
        let lying = |is_pending: bool| {
            let lots = self.lots.values().filter(|lot| lot.pending == is_pending);
            lots.map(|lot| lot.remaining).sum::<i64>()
        };
        assert_eq!((lying(false), lying(true)), (account.balance.available, account.balance.pending));
        let active = self.reservations.values().map(|held| &held.reservation);
        let active = active.filter(|reservation| reservation.state == ReservationState::Active);
        assert_eq!(active.map(|reservation| reservation.points).sum::<i64>(), account.balance.reserved);
        for lot in self.lots.values() {
            assert!((0..=lot.original).contains(&lot.remaining) && lot.account == account.id, "{lot:?}");
        }
        let mut balance = PointBalance::default();
        let mut moved: BTreeMap<PointLotId, i64> = BTreeMap::new();
        for (number, operation) in (1_i64..).zip(&self.operations) {
            let entry = operation.entry;
            assert_eq!((operation.number, operation.account), (number, account.id));
            assert_eq!(entry.account.total() + entry.counter, 0, "{operation:?}");
            balance = balance.plus(entry.account);
            // What comes back expired lies there beside what is owed until the next operation lets it expire.
            let next = self.operations.get(usize::try_from(number).unwrap()).map(|next| next.kind);
            let comes_back = [OperationKind::RefundSpend, OperationKind::Release];
            if !(comes_back.contains(&operation.kind) && next == Some(OperationKind::Expire)) {
                check_signs(balance);
            }
            let lots: BTreeSet<_> = operation.moves.iter().map(|of| of.lot).collect();
            assert_eq!(lots.len(), operation.moves.len(), "each lot once");
            for of in &operation.moves {
                assert_ne!(of.amount, 0);
                *moved.entry(of.lot).or_default() += of.amount;
            }
        }
        assert_eq!(balance, account.balance);
        assert_eq!(i64::try_from(self.operations.len()).unwrap(), account.last_operation);
        moved.retain(|_, amount| *amount != 0);
        let left = self.lots.values().filter(|lot| lot.remaining != 0);
        let left: BTreeMap<PointLotId, i64> = left.map(|lot| (lot.id, lot.remaining)).collect();
        assert_eq!(moved, left);
    }

    /// What anybody reads now, whatever was written.
    pub(super) fn read(&self) -> Option<AccountWithLots> {
        self.found().map(|found| OpenAccount::settled(found, self.now()))
    }

    pub(super) fn balance(&self) -> PointBalance {
        self.read().map(|found| found.account.balance).unwrap_or_default()
    }

    pub(super) fn last_kind(&self) -> OperationKind {
        self.operations.last().unwrap().kind
    }

    pub(super) fn settle(&mut self) {
        self.with(|open, trial| open.settle(&trial.environment, 1));
    }

    pub(super) fn earn(&mut self, points: i64, of: u128) {
        self.earn_late(points, of, 0);
    }

    /// Earns by a receipt that was so many days ago.
    pub(super) fn earn_late(&mut self, points: i64, of: u128, days_ago: i64) {
        let at = self.now() - Duration::days(days_ago);
        self.with(|open, trial| {
            open.earn(&trial.environment, points, &trial.kind, &trial.calendar, at, at, cause(Some(of)));
        });
    }

    pub(super) fn spend(&mut self, points: i64, overdraft: Overdraft) -> Result<(), Insufficient> {
        self.with(|open, trial| {
            open.spend(&trial.environment, points, overdraft, trial.now(), cause(Some(1000)))
        })
    }

    pub(super) fn take_back(&mut self, points: i64, of: u128, shortfall: Shortfall) -> TakenBack {
        self.with(|open, trial| {
            let (environment, now) = (&trial.environment, trial.now());
            open.take_back(environment, points, purchase(of), shortfall, now, cause(Some(of)))
        })
    }

    /// Gives back what was spent.
    pub(super) fn give_back(&mut self, points: i64, policy: SpentAndExpired) -> i64 {
        let out = self.still_out();
        self.with(|open, trial| {
            let (environment, now) = (&trial.environment, trial.now());
            open.give_back(environment, points, &out, policy, now, cause(Some(1000)))
        })
    }

    pub(super) fn adjust(&mut self, points: i64, days: Option<i64>) -> Result<(), Insufficient> {
        let expires_at = days.map(|days| self.now() + Duration::days(days));
        self.with(|open, trial| open.adjust(&trial.environment, points, expires_at, trial.now(), cause(None)))
    }

    /// Holds points for so many hours.
    pub(super) fn reserve(&mut self, points: i64, hours: i64) -> Result<PointReservation, Insufficient> {
        let until = Some(self.now() + Duration::hours(hours));
        self.with(|open, trial| open.reserve(&trial.environment, points, until, None, cause(None)))
    }

    pub(super) fn capture(
        &mut self,
        id: PointReservationId,
        points: Option<i64>,
    ) -> Result<PointReservation, ReservationError> {
        self.with(|open, trial| open.capture(&trial.environment, id, points, cause(None)))
    }

    pub(super) fn release(&mut self, id: PointReservationId) -> Result<PointReservation, ReservationError> {
        self.with(|open, trial| open.release(&trial.environment, id, cause(None)))
    }

    /// What is held now.
    pub(super) fn held_now(&self) -> Vec<PointReservation> {
        let found = self.read().map(|found| found.reservations).unwrap_or_default();
        found.into_iter().map(|held| held.reservation).collect()
    }

    /// What was spent and did not come back.
    pub(super) fn spent(&self) -> i64 {
        self.of_spending().map(|operation| operation.entry.counter).sum()
    }

    /// The lots of which it was taken, with how much of it is not in them again.
    fn still_out(&self) -> Vec<(Lot, i64)> {
        let mut out: BTreeMap<PointLotId, i64> = BTreeMap::new();
        for of in self.of_spending().flat_map(|operation| &operation.moves) {
            *out.entry(of.lot).or_default() -= of.amount;
        }
        // What has come back in lots of grace is not out of those that have expired.
        let of_grace = out.iter().filter(|(id, out)| **out < 0 && self.lots[*id].expires_at.is_some());
        let mut elsewhere: i64 = of_grace.map(|(_, out)| -out).sum();
        let now = self.now();
        for (id, out) in out.iter_mut().filter(|(_, out)| **out > 0) {
            if self.lots[id].expires_at.is_some_and(|at| at <= now) {
                let part = elsewhere.min(*out);
                (*out, elsewhere) = (*out - part, elsewhere - part);
            }
        }
        out.into_iter().filter(|(_, out)| *out > 0).map(|(id, out)| (self.lots[&id].clone(), out)).collect()
    }

    fn of_spending(&self) -> impl Iterator<Item = &PointOperation> {
        let kinds = [OperationKind::Spend, OperationKind::RefundSpend];
        self.operations.iter().filter(move |operation| kinds.contains(&operation.kind))
    }
}

fn check_signs(balance: PointBalance) {
    let PointBalance { available, pending, reserved, deficit } = balance;
    assert!(available >= 0 && pending >= 0 && reserved >= 0 && deficit <= 0, "{balance:?}");
    assert!(available == 0 || deficit == 0, "{balance:?}");
}

//! A store in memory for the unit tests, and a world whose clock is moved by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use regulars_kernel::{
    Actor, Date, Environment, Instant, ManualClock, MerchantCalendar, NewsletterId, Page, PageRequest,
    QuotaEntryId, QuotaPackOrderId, SeededRandom, StoreError,
};
use uuid::Uuid;

use crate::{
    AuditReads, Balance, Counter, CounterStore, EntryKind, MonthReads, MonthStore, PackReads, PackStore,
    QuotaEntry, QuotaLedgerReads, QuotaLedgerStore, QuotaMonth, QuotaPack, QuotaPackOrder, QuotaPlan,
    Regulars, Reservation, ReservationPart, ReservationReads, ReservationStore, Spender,
};

pub struct World {
    pub clock: Arc<ManualClock>,
    pub environment: Environment,
}

impl World {
    pub fn at(now: &str) -> Self {
        let clock = Arc::new(ManualClock::at(now.parse().unwrap()));
        let environment = Environment::new(clock.clone(), Arc::new(SeededRandom::new(7)));
        Self { clock, environment }
    }
}

pub fn newsletter(number: u128) -> Spender {
    Spender::Newsletter(NewsletterId::new(Uuid::from_u128(number)))
}

pub struct MemoryStore {
    pub plan: QuotaPlan,
    regulars: Vec<(Instant, Option<Instant>)>,
    pub months: BTreeMap<Date, Balance>,
    pub tests: BTreeMap<Date, i64>,
    pub packs: Vec<QuotaPack>,
    orders: Vec<QuotaPackOrder>,
    pub reservations: BTreeMap<Spender, (Reservation, i64)>,
    parts: BTreeMap<Spender, Vec<ReservationPart>>,
    pub entries: Vec<QuotaEntry>,
}

impl MemoryStore {
    pub fn created(created_at: &str) -> Self {
        let plan = QuotaPlan {
            calendar: MerchantCalendar::of_zone("Europe/Belgrade").unwrap(),
            multiplier: 2,
            tests_per_month: 10,
            created_at: created_at.parse().unwrap(),
        };
        Self {
            plan,
            regulars: Vec::new(),
            months: BTreeMap::new(),
            tests: BTreeMap::new(),
            packs: Vec::new(),
            orders: Vec::new(),
            reservations: BTreeMap::new(),
            parts: BTreeMap::new(),
            entries: Vec::new(),
        }
    }

    pub fn add_regulars(&mut self, count: usize, since: &str) {
        let since = since.parse().unwrap();
        self.regulars.extend((0..count).map(|_| (since, None)));
    }

    pub fn end_regulars(&mut self, number: usize, until: &str) {
        self.regulars[number].1 = Some(until.parse().unwrap());
    }

    fn balance(&mut self, counter: Counter) -> Option<&mut Balance> {
        match counter {
            Counter::Month(period) => self.months.get_mut(&period),
            Counter::Pack(id) => {
                self.packs.iter_mut().find(|pack| pack.id == id).map(|pack| &mut pack.balance)
            }
        }
    }
}

#[async_trait]
impl MonthReads for MemoryStore {
    async fn quota_plan(&mut self) -> Result<QuotaPlan, StoreError> {
        Ok(self.plan)
    }

    async fn count_regulars(&mut self, regulars: Regulars) -> Result<i64, StoreError> {
        let counts = |&&(since, until): &&(Instant, Option<Instant>)| match regulars {
            Regulars::Now => until.is_none(),
            Regulars::At(end) => since < end && until.is_none_or(|until| until >= end),
        };
        Ok(i64::try_from(self.regulars.iter().filter(counts).count()).unwrap())
    }

    async fn find_quota_month(&mut self, period: Date) -> Result<Option<QuotaMonth>, StoreError> {
        Ok(self.months.get(&period).map(|balance| QuotaMonth { period, balance: *balance }))
    }

    async fn count_quota_tests(&mut self, period: Date) -> Result<i64, StoreError> {
        Ok(self.tests.get(&period).copied().unwrap_or_default())
    }
}

#[async_trait]
impl MonthStore for MemoryStore {
    async fn insert_quota_month(
        &mut self,
        period: Date,
        granted: i64,
        _: Instant,
    ) -> Result<bool, StoreError> {
        let absent = !self.months.contains_key(&period);
        self.months.entry(period).or_insert(Balance { granted, used: 0, reserved: 0 });
        Ok(absent)
    }

    async fn raise_quota_month(
        &mut self,
        period: Date,
        before: i64,
        granted: i64,
        _: Instant,
    ) -> Result<bool, StoreError> {
        let month = self.months.get_mut(&period).filter(|month| month.granted == before);
        Ok(month.map(|month| month.granted = granted).is_some())
    }

    async fn take_quota_tests(
        &mut self,
        period: Date,
        tests: i64,
        limit: i64,
    ) -> Result<Option<i64>, StoreError> {
        let used = self.tests.entry(period).or_default();
        if *used + tests > limit {
            return Ok(None);
        }
        *used += tests;
        Ok(Some(*used))
    }
}

#[async_trait]
impl PackReads for MemoryStore {
    async fn quota_packs_with_room(&mut self) -> Result<Vec<QuotaPack>, StoreError> {
        let mut packs: Vec<_> = self.packs.iter().filter(|pack| pack.balance.left() > 0).cloned().collect();
        packs.sort_by_key(|pack| pack.id);
        Ok(packs)
    }

    async fn open_quota_pack_orders(&mut self) -> Result<Vec<QuotaPackOrder>, StoreError> {
        Ok(self.orders.iter().filter(|order| order.waiting() > 0).cloned().collect())
    }

    async fn list_quota_pack_orders(
        &mut self,
        open: bool,
        page: PageRequest<QuotaPackOrderId>,
    ) -> Result<Page<QuotaPackOrder, QuotaPackOrderId>, StoreError> {
        let orders = self.orders.iter().filter(|order| !open || order.waiting() > 0);
        Ok(Page::from_surplus(orders.cloned().collect(), page.size, |order| order.id))
    }
}

#[async_trait]
impl PackStore for MemoryStore {
    async fn insert_quota_packs(&mut self, packs: &[QuotaPack]) -> Result<(), StoreError> {
        self.packs.extend_from_slice(packs);
        Ok(())
    }

    async fn insert_quota_pack_order(&mut self, order: &QuotaPackOrder) -> Result<(), StoreError> {
        self.orders.push(order.clone());
        Ok(())
    }

    async fn fulfil_quota_pack_order(
        &mut self,
        id: QuotaPackOrderId,
        packs: i64,
        granted_by: Actor,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let order = self.orders.iter_mut().find(|order| order.id == id && order.waiting() >= packs);
        let fulfil = |order: &mut QuotaPackOrder| {
            order.granted_packs += packs;
            order.granted_by = Some(granted_by);
            order.granted_at = Some(now);
        };
        Ok(order.map(fulfil).is_some())
    }
}

#[async_trait]
impl CounterStore for MemoryStore {
    async fn take_quota(&mut self, counter: Counter, wanted: i64, _: Instant) -> Result<i64, StoreError> {
        let Some(balance) = self.balance(counter) else { return Ok(0) };
        let taken = wanted.min(balance.left());
        balance.reserved += taken;
        Ok(taken)
    }

    async fn settle_quota(
        &mut self,
        counter: Counter,
        used: i64,
        returned: i64,
        _: Instant,
    ) -> Result<bool, StoreError> {
        let balance = self.balance(counter).filter(|balance| balance.reserved >= used + returned);
        let settle = |balance: &mut Balance| {
            balance.reserved -= used + returned;
            balance.used += used;
        };
        Ok(balance.map(settle).is_some())
    }
}

#[async_trait]
impl ReservationReads for MemoryStore {
    async fn find_reservation(&mut self, spender: Spender) -> Result<Option<Reservation>, StoreError> {
        Ok(self.reservations.get(&spender).map(|(reservation, _)| *reservation))
    }

    async fn reservation_parts(&mut self, spender: Spender) -> Result<Vec<ReservationPart>, StoreError> {
        Ok(self.parts.get(&spender).cloned().unwrap_or_default())
    }
}

#[async_trait]
impl ReservationStore for MemoryStore {
    async fn grow_reservation(
        &mut self,
        spender: Spender,
        units: i64,
        _: Instant,
    ) -> Result<i64, StoreError> {
        let new = (Reservation { spender, reserved: 0, used: 0, returned: 0 }, 0);
        let (reservation, step) = self.reservations.entry(spender).or_insert(new);
        reservation.reserved += units;
        *step += 1;
        Ok(*step)
    }

    async fn withdraw_reservation(&mut self, spender: Spender, units: i64) -> Result<(), StoreError> {
        self.reservations.get_mut(&spender).unwrap().0.reserved -= units;
        self.reservations.retain(|_, (reservation, _)| reservation.reserved > 0);
        Ok(())
    }

    async fn settle_reservation(
        &mut self,
        spender: Spender,
        used: i64,
        returned: i64,
        _: Instant,
    ) -> Result<Option<i64>, StoreError> {
        let held = self.reservations.get_mut(&spender).filter(|held| held.0.open() >= used + returned);
        Ok(held.map(|(reservation, step)| {
            reservation.used += used;
            reservation.returned += returned;
            *step += 1;
            *step
        }))
    }

    async fn grow_reservation_part(
        &mut self,
        spender: Spender,
        position: i64,
        counter: Counter,
        units: i64,
    ) -> Result<(), StoreError> {
        let parts = self.parts.entry(spender).or_default();
        match parts.iter_mut().find(|part| part.position == position) {
            Some(part) => part.reserved += units,
            None => {
                parts.push(ReservationPart { position, counter, reserved: units, used: 0, returned: 0 });
            }
        }
        Ok(())
    }

    async fn settle_reservation_part(
        &mut self,
        spender: Spender,
        position: i64,
        used: i64,
        returned: i64,
    ) -> Result<(), StoreError> {
        for part in self.parts.entry(spender).or_default() {
            if part.position == position {
                part.used += used;
                part.returned += returned;
            }
        }
        Ok(())
    }
}

#[async_trait]
impl QuotaLedgerReads for MemoryStore {
    async fn list_quota_entries(
        &mut self,
        page: PageRequest<QuotaEntryId>,
    ) -> Result<Page<QuotaEntry, QuotaEntryId>, StoreError> {
        Ok(Page::from_surplus(self.entries.clone(), page.size, |entry| entry.id))
    }
}

#[async_trait]
impl QuotaLedgerStore for MemoryStore {
    async fn append_quota_entries(&mut self, entries: &[QuotaEntry]) -> Result<(), StoreError> {
        for entry in entries {
            let key = |entry: &QuotaEntry| (entry.source, entry.step, entry.kind, entry.counter);
            assert!(self.entries.iter().all(|other| key(other) != key(entry)), "{entry:?} is there twice");
            self.entries.push(entry.clone());
        }
        Ok(())
    }
}

#[async_trait]
impl AuditReads for MemoryStore {
    async fn quota_balances(&mut self) -> Result<Vec<(Counter, Balance)>, StoreError> {
        let months = self.months.iter().map(|(period, balance)| (Counter::Month(*period), *balance));
        Ok(months.chain(self.packs.iter().map(|pack| (pack.counter(), pack.balance))).collect())
    }

    async fn quota_ledger_sums(&mut self) -> Result<Vec<(Counter, EntryKind, i64)>, StoreError> {
        Ok(self.entries.iter().map(|entry| (entry.counter, entry.kind, entry.amount)).collect())
    }

    async fn quota_part_sums(&mut self) -> Result<Vec<(Counter, Balance)>, StoreError> {
        let mut sums: BTreeMap<Counter, Balance> = BTreeMap::new();
        for part in self.parts.values().flatten() {
            let sum = sums.entry(part.counter).or_default();
            sum.used += part.used;
            sum.reserved += part.open();
        }
        Ok(sums.into_iter().collect())
    }

    async fn unbalanced_reservations(&mut self) -> Result<Vec<Spender>, StoreError> {
        let spenders = self.reservations.keys().chain(self.parts.keys()).copied();
        let unbalanced = |spender: &Spender| {
            let mut sum = (0, 0, 0);
            for part in self.parts.get(spender).into_iter().flatten() {
                sum = (sum.0 + part.reserved, sum.1 + part.used, sum.2 + part.returned);
            }
            let held = self.reservations.get(spender).map(|held| held.0);
            held.map(|held| (held.reserved, held.used, held.returned)).unwrap_or_default() != sum
        };
        Ok(spenders.filter(unbalanced).collect())
    }
}

//! The quota on a real database: always on a SQLite file, and on PostgreSQL too when `TEST_DATABASE_URL` names a server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use regulars_kernel::{
    Actor, Environment, Instant, ManualClock, MerchantId, NewsletterId, PageRequest, PageSize, Scope,
    StoreError, SystemRandom, UserId,
};
use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings};
use regulars_quota::{
    AvailableQuota, EntryKind, PackCount, PackReads, QuotaLedgerReads, ReserveError, Reserved, Settled,
    Settlement, Spender, TakeTestSendsError, available, give_back, grant_packs, open_month, order_packs,
    reconcile, reserve, settle, take_test_sends, use_units,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

/// A merchant in Belgrade on a fresh database, and a clock that is moved by hand.
#[derive(Clone)]
struct House {
    database: Database,
    raw: DatabaseConnection,
    scope: Scope,
    clock: Arc<ManualClock>,
    environment: Environment,
    _folder: Arc<tempfile::TempDir>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The same house on every database there is. The merchant was created in September 2026.
async fn houses(now: &str) -> Vec<House> {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let mut urls = vec![format!("sqlite://{}", folder.path().join("test.db").display())];
    if let Ok(server) = std::env::var("TEST_DATABASE_URL")
        && !server.is_empty()
    {
        let name = format!("quota_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let connection = sea_orm::Database::connect(&server).await.unwrap();
        connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        connection.close().await.unwrap();
        urls.push(format!("{}/{name}", server.rsplit_once('/').unwrap().0));
    }
    let mut houses = Vec::new();
    for url in urls {
        let settings =
            DatabaseSettings { url, connections: 12, read_deadline: DatabaseSettings::READ_DEADLINE };
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        Migrator::up(&raw, None).await.unwrap();
        let database = Database::open(&settings).await.unwrap();
        let clock = Arc::new(ManualClock::at(now.parse().unwrap()));
        let environment = Environment::new(clock.clone(), Arc::new(SystemRandom));
        let scope = scope(&environment);
        let house = House { database, raw, scope, clock, environment, _folder: folder.clone() };
        house.add_merchant(scope, "2026-09-01T00:00:00Z").await;
        houses.push(house);
    }
    houses
}

#[expect(clippy::disallowed_methods, reason = "the test is the caller")]
fn scope(environment: &Environment) -> Scope {
    Scope::of_authenticated_caller(MerchantId::new(environment.new_id()), Actor::System)
}

fn newsletter() -> Spender {
    Spender::Newsletter(NewsletterId::new(Environment::system().new_id()))
}

impl House {
    async fn insert(&self, text: &str, values: Vec<Value>) {
        let backend = self.raw.get_database_backend();
        self.raw.execute_raw(Statement::from_sql_and_values(backend, text, values)).await.unwrap();
    }

    async fn add_merchant(&self, scope: Scope, created_at: &str) {
        self.insert(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, tracking, quota_multiplier,
                 tests_per_month, created_at, updated_at)
             VALUES ($1, 'Pekara', 'live', 'active', 'Europe/Belgrade', 'RSD', 'sr-Latn', 'off', 2, 10, $2, $2)",
            vec![scope.merchant().value().into(), created_at.parse::<Instant>().unwrap().into()],
        )
        .await;
    }

    /// Adds customers that became regulars at `since` and ceased to be at `until`.
    async fn add_regulars(&self, count: u32, since: &str, until: Option<&str>) {
        let id = match self.raw.get_database_backend() {
            DbBackend::Sqlite => "randomblob(16)",
            _ => "gen_random_uuid()",
        };
        let kind = if until.is_some() { "non_member" } else { "regular" };
        self.insert(
            &format!(
                "WITH RECURSIVE numbers (number) AS
                     (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {count})
                 INSERT INTO customers (merchant_id, id, customer_type, regular_since, regular_until, attributes,
                     created_by, search_text, created_at, updated_at)
                 SELECT $1, {id}, '{kind}', $2, $3, '{{}}', 'system', '', $2, $2 FROM numbers"
            ),
            vec![
                self.scope.merchant().value().into(),
                since.parse::<Instant>().unwrap().into(),
                until.map(|until| until.parse::<Instant>().unwrap()).into(),
            ],
        )
        .await;
    }

    fn at(&self, now: &str) {
        self.clock.set(now.parse().unwrap());
    }

    async fn grant(&self, packs: u16) {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move {
                    grant_packs(tx, &environment, Actor::System, PackCount::new(packs).unwrap()).await
                })
            })
            .await
            .unwrap();
    }

    async fn reserve(&self, spender: Spender, units: u32) -> Result<Reserved, ReserveError> {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { reserve(tx, &environment, spender, units).await })
            })
            .await
    }

    async fn use_units(&self, spender: Spender, units: u32) {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { use_units(tx, &environment, spender, units).await })
            })
            .await
            .unwrap();
    }

    async fn give_back(&self, spender: Spender, units: u32) -> Settled {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { give_back(tx, &environment, spender, units).await })
            })
            .await
            .unwrap()
    }

    async fn settle(&self, spender: Spender, used: u32, returned: u32) -> bool {
        let environment = self.environment.clone();
        let settlement = Settlement { used, returned };
        let settled = self
            .database
            .write(self.scope, move |tx| {
                Box::pin(async move { settle(tx, &environment, spender, settlement).await })
            })
            .await;
        match settled {
            Ok(_) => true,
            Err(regulars_quota::SettleError::MoreThanReserved { .. }) => false,
            Err(error) => panic!("{error}"),
        }
    }

    async fn available_to(&self, scope: Scope) -> AvailableQuota {
        let environment = self.environment.clone();
        self.database.read(scope, async move |tx| available(tx, &environment).await).await.unwrap()
    }

    /// What is left of the month and of packs, after the books were checked.
    async fn left(&self) -> (i64, i64) {
        let found = self.database.read(self.scope, async |tx| reconcile(tx).await).await;
        let found: Result<_, StoreError> = found;
        assert_eq!(found.unwrap(), vec![]);
        let available = self.available_to(self.scope).await;
        assert_eq!(available.available, available.monthly.left + available.packs_left);
        (available.monthly.left, available.packs_left)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_rules_holds_step_by_step() {
    for house in houses("2026-11-21T09:00:00Z").await {
        house.add_regulars(1_250, "2026-10-31T10:00:00Z", None).await;
        house.grant(1).await;
        assert_eq!(house.left().await, (2_500, 10_000));
        let (first, second) = (newsletter(), newsletter());
        house.reserve(first, 2_000).await.unwrap();
        assert_eq!(house.left().await, (500, 10_000));
        house.use_units(first, 1_999).await;
        assert_eq!(house.left().await, (500, 10_000));
        let reserved = house.reserve(second, 3_000).await.unwrap();
        assert_eq!(reserved, Reserved { from_month: 500, from_packs: 2_500 });
        assert_eq!(house.left().await, (0, 7_500));
        house.use_units(second, 1_000).await;
        let settled = house.give_back(second, 2_000).await;
        assert_eq!(settled, Settled { to_month: 0, to_packs: 2_000, lapsed: 0 });
        assert_eq!(house.left().await, (0, 9_500));
        house.add_regulars(50, "2026-11-30T22:59:59.999999Z", None).await;
        house.at("2026-11-30T23:00:00Z");
        assert_eq!(house.left().await, (2_600, 9_500));
        assert_eq!(house.available_to(house.scope).await.available, 12_100);
        let settled = house.give_back(first, 1).await;
        assert_eq!(settled, Settled { to_month: 0, to_packs: 0, lapsed: 1 });
        assert_eq!(house.left().await, (2_600, 9_500));
        assert_eq!(house.available_to(house.scope).await.available, 12_100);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_racing_senders_spend_all_and_not_one_more() {
    for house in houses("2026-11-21T09:00:00Z").await {
        house.add_regulars(100, "2026-10-31T10:00:00Z", None).await;
        house.grant(1).await;
        let senders: Vec<_> = (0..64_u32)
            .map(|sender| {
                let house = house.clone();
                tokio::spawn(async move {
                    let mut reserved = 0;
                    for _ in 0..4 {
                        let spender = newsletter();
                        match house.reserve(spender, 50).await {
                            Ok(_) if sender % 2 == 0 => {
                                reserved += 50;
                                house.use_units(spender, 50).await;
                            }
                            Ok(_) => reserved += 50,
                            Err(ReserveError::Exhausted(refused)) => {
                                assert_eq!((refused.needed, refused.available), (50, 0));
                            }
                            Err(error) => panic!("{error}"),
                        }
                    }
                    reserved
                })
            })
            .collect();
        let mut reserved = 0;
        for sender in senders {
            reserved += sender.await.unwrap();
        }
        assert_eq!(reserved, 10_200);
        assert_eq!(house.left().await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_senders_of_uneven_sizes_never_overspend() {
    for house in houses("2026-11-21T09:00:00Z").await {
        house.add_regulars(30, "2026-10-31T10:00:00Z", None).await;
        house.grant(2).await;
        let shared = Spender::Automation(Uuid::from_u128(1));
        let senders: Vec<_> = (0..64_u32)
            .map(|sender| {
                let house = house.clone();
                tokio::spawn(async move {
                    let mut open = 0;
                    for round in 0..3_u32 {
                        let own = newsletter();
                        let (spender, units) =
                            if sender % 4 == 0 { (shared, 7) } else { (own, 97 * (sender % 7 + 1) + round) };
                        if house.reserve(spender, units).await.is_ok() {
                            assert!(house.settle(spender, units / 2, units / 3).await);
                            open += i64::from(units - units / 3);
                        }
                    }
                    open
                })
            })
            .collect();
        let mut taken = 0;
        for sender in senders {
            taken += sender.await.unwrap();
        }
        let (month, packs) = house.left().await;
        assert_eq!(month + packs + taken, 20_060);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_settlements_of_one_newsletter_settle_each_unit_once() {
    for house in houses("2026-11-21T09:00:00Z").await {
        house.add_regulars(100, "2026-10-31T10:00:00Z", None).await;
        house.grant(1).await;
        let spender = newsletter();
        house.reserve(spender, 500).await.unwrap();
        let batches: Vec<_> = (0..64)
            .map(|_| {
                let house = house.clone();
                tokio::spawn(async move { house.settle(spender, 6, 4).await })
            })
            .collect();
        let mut settled = 0;
        for batch in batches {
            settled += i64::from(batch.await.unwrap());
        }
        assert_eq!(settled, 50);
        assert_eq!(house.left().await, (0, 9_900));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_opened_once_and_counts_its_regulars_at_belgrade_s_midnight() {
    for house in houses("2026-11-01T00:00:00Z").await {
        house.add_regulars(5, "2026-10-31T22:59:59.5Z", None).await;
        house.add_regulars(7, "2026-10-31T23:00:00Z", None).await;
        house.add_regulars(11, "2026-10-01T00:00:00Z", Some("2026-10-31T22:59:59Z")).await;
        house.add_regulars(13, "2026-10-01T00:00:00Z", Some("2026-10-31T23:00:00Z")).await;
        assert_eq!(house.left().await, (36, 0));
        let opened: Vec<_> = (0..16)
            .map(|_| {
                let (house, environment) = (house.clone(), house.environment.clone());
                tokio::spawn(async move {
                    let opened: Result<_, StoreError> = house
                        .database
                        .write(house.scope, move |tx| {
                            Box::pin(async move { open_month(tx, &environment).await })
                        })
                        .await;
                    opened.unwrap().balance.granted
                })
            })
            .collect();
        for granted in opened {
            assert_eq!(granted.await.unwrap(), 36);
        }
        house.add_regulars(1, "2026-10-15T00:00:00Z", None).await;
        assert_eq!(house.left().await, (36, 0));
        // Summer time began on 29 March 2026 and ended on 25 October 2026.
        for (last, first, expires_at) in [
            ("2027-02-28T22:59:59Z", "2027-02-28T23:00:00Z", "2027-03-31T22:00:00Z"),
            ("2027-03-31T21:59:59Z", "2027-03-31T22:00:00Z", "2027-04-30T22:00:00Z"),
            ("2027-10-31T22:59:59Z", "2027-10-31T23:00:00Z", "2027-11-30T23:00:00Z"),
        ] {
            house.at(last);
            let before = house.available_to(house.scope).await;
            house.at(first);
            let after = house.available_to(house.scope).await;
            assert_eq!(before.monthly.expires_at, first.parse::<Instant>().unwrap());
            assert_eq!(after.monthly.expires_at, expires_at.parse::<Instant>().unwrap());
            assert!(before.period < after.period);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_month_uses_the_regulars_of_the_moment() {
    for house in houses("2026-09-15T09:00:00Z").await {
        assert_eq!(house.left().await, (0, 0));
        assert!(house.reserve(newsletter(), 1).await.is_err());
        house.add_regulars(3, "2026-09-15T09:00:00Z", None).await;
        assert_eq!(house.left().await, (6, 0));
        house.reserve(newsletter(), 4).await.unwrap();
        house.add_regulars(2, "2026-09-15T09:00:00Z", None).await;
        assert_eq!(house.left().await, (6, 0));
        house.reserve(newsletter(), 6).await.unwrap();
        assert_eq!(house.left().await, (0, 0));
        house.at("2026-10-05T09:00:00Z");
        assert_eq!(house.left().await, (10, 0));
        house.reserve(newsletter(), 1).await.unwrap();
        house.add_regulars(2, "2026-09-15T09:00:00Z", None).await;
        assert_eq!(house.left().await, (9, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_little_changes_nothing_even_when_the_transaction_goes_on() {
    for house in houses("2026-11-21T09:00:00Z").await {
        house.add_regulars(10, "2026-10-31T10:00:00Z", None).await;
        house.grant(2).await;
        let spender = newsletter();
        let environment = house.environment.clone();
        let refused: Result<_, StoreError> = house
            .database
            .write(house.scope, move |tx| {
                Box::pin(async move { Ok(reserve(tx, &environment, spender, 20_021).await.unwrap_err()) })
            })
            .await;
        let ReserveError::Exhausted(refused) = refused.unwrap() else { panic!("the store failed") };
        assert_eq!((refused.needed, refused.available, refused.shortfall), (20_021, 20_020, 1));
        assert_eq!(house.left().await, (20, 20_000));
        let environment = house.environment.clone();
        let undone: Result<(), ReserveError> = house
            .database
            .write(house.scope, move |tx| {
                Box::pin(async move {
                    reserve(tx, &environment, spender, 20_020).await?;
                    Err(StoreError::Contended.into())
                })
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(house.left().await, (20, 20_000));
        assert!(!house.settle(spender, 1, 0).await);
        house.reserve(spender, 20_020).await.unwrap();
        assert_eq!(house.left().await, (0, 0));
        assert_eq!(house.give_back(spender, 10_005).await.to_packs, 10_005);
        assert_eq!(house.left().await, (0, 10_005));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_tests_a_month_and_not_one_more() {
    for house in houses("2026-11-21T09:00:00Z").await {
        let tests: Vec<_> = (0..64)
            .map(|_| {
                let (house, environment) = (house.clone(), house.environment.clone());
                tokio::spawn(async move {
                    let work = house.database.write(house.scope, move |tx| {
                        Box::pin(async move { take_test_sends(tx, &environment, 1).await })
                    });
                    match work.await {
                        Ok(_) => 1,
                        Err(TakeTestSendsError::Exhausted(refused)) => {
                            assert_eq!(refused.left, 0);
                            0
                        }
                        Err(error) => panic!("{error}"),
                    }
                })
            })
            .collect();
        let mut taken = 0;
        for test in tests {
            taken += test.await.unwrap();
        }
        assert_eq!(taken, 10);
        assert_eq!(house.available_to(house.scope).await.tests.left, 0);
        house.at("2026-11-30T23:00:00Z");
        assert_eq!(house.available_to(house.scope).await.tests.left, 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn packs_are_ordered_granted_and_listed_and_belong_to_one_merchant() {
    for house in houses("2026-11-21T09:00:00Z").await {
        let (environment, user) = (house.environment.clone(), Actor::User(UserId::new(Uuid::from_u128(5))));
        let order: Result<_, StoreError> = house
            .database
            .write(house.scope, move |tx| {
                Box::pin(async move { order_packs(tx, &environment, user, PackCount::new(2).unwrap()).await })
            })
            .await;
        let order = order.unwrap();
        house.grant(3).await;
        let list: Result<_, StoreError> = house
            .database
            .read(house.scope, async move |tx| {
                let page = PageRequest { size: PageSize::DEFAULT, after: None };
                let packs = tx.quota_packs_with_room().await?;
                Ok((tx.list_quota_pack_orders(false, page).await?, packs))
            })
            .await;
        let (orders, packs) = list.unwrap();
        assert_eq!(orders.items.len(), 1);
        assert_eq!((orders.items[0].id, orders.items[0].ordered_by), (order.id, user));
        assert_eq!((orders.items[0].state(), orders.items[0].granted_packs), ("granted", 2));
        let of_order: Vec<_> = packs.iter().map(|pack| pack.order).collect();
        assert_eq!(of_order, vec![Some(order.id), Some(order.id), None]);
        assert_eq!(house.left().await, (0, 30_000));
        let other = scope(&house.environment);
        house.add_merchant(other, "2026-09-01T00:00:00Z").await;
        assert_eq!(house.available_to(other).await.available, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_is_read_in_pages_from_the_newest() {
    for house in houses("2026-11-21T09:00:00Z").await {
        house.add_regulars(10, "2026-10-31T10:00:00Z", None).await;
        house.grant(1).await;
        let spender = newsletter();
        for (step, units) in [(1, 30), (2, 5)] {
            house.clock.advance(one_second());
            house.reserve(spender, units).await.unwrap_or_else(|error| panic!("{step}: {error}"));
        }
        house.clock.advance(one_second());
        assert!(house.settle(spender, 21, 3).await);
        let mut kinds = Vec::new();
        let mut after = None;
        loop {
            let page: Result<_, StoreError> = house
                .database
                .read(house.scope, async move |tx| {
                    let size = PageSize::new(2).unwrap();
                    tx.list_quota_entries(PageRequest { size, after }).await
                })
                .await;
            let page = page.unwrap();
            kinds.extend(page.items.iter().map(|entry| (entry.kind, entry.amount, entry.counter.kind())));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        kinds.reverse();
        let expected = [
            (EntryKind::Pack, 10_000, "pack"),
            (EntryKind::Grant, 20, "month"),
            (EntryKind::Reserve, 20, "month"),
            (EntryKind::Reserve, 10, "pack"),
            (EntryKind::Reserve, 5, "pack"),
            (EntryKind::Use, 20, "month"),
            (EntryKind::Use, 1, "pack"),
            (EntryKind::Return, 3, "pack"),
        ];
        assert_eq!(kinds.len(), expected.len());
        let sorted = |mut kinds: Vec<(EntryKind, i64, &'static str)>| {
            kinds.sort();
            kinds
        };
        // Entries of one second may be of the same millisecond: then their order among each other says nothing.
        assert_eq!(sorted(kinds[1..4].to_vec()), sorted(expected[1..4].to_vec()));
        assert_eq!((kinds[0], kinds[4]), (expected[0], expected[4]));
        assert_eq!(kinds[5..], expected[5..]);
    }
}

fn one_second() -> chrono::Duration {
    chrono::Duration::seconds(1)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_balance_after_a_long_random_sequence() {
    for house in houses("2026-10-20T09:00:00Z").await {
        house.add_regulars(400, "2026-09-30T10:00:00Z", None).await;
        let spenders: Vec<_> = (0..5).map(|_| newsletter()).collect();
        let mut state: u64 = 42;
        let mut next = move |below: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % u64::from(below)).unwrap()
        };
        for _ in 0..250 {
            let spender = spenders[usize::try_from(next(5)).unwrap()];
            match next(12) {
                0 => house.grant(1).await,
                1 => house.clock.advance(chrono::Duration::days(i64::from(next(9)))),
                2..=5 => {
                    let before = house.left().await;
                    let units = next(6_000);
                    let reserved = house.reserve(spender, units).await;
                    assert_eq!(reserved.is_ok(), i64::from(units) <= before.0 + before.1);
                }
                _ => {
                    house.settle(spender, next(1_500), next(1_500)).await;
                }
            }
        }
        let (month, packs) = house.left().await;
        assert!(month >= 0 && packs >= 0);
    }
}

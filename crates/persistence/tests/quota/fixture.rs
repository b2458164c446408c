//! A merchant on a fresh database, and what tests do with its quota.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use regulars_kernel::{
    Actor, Environment, Instant, ManualClock, MerchantId, NewsletterId, Scope, StoreError, SystemRandom,
};
use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings};
use regulars_quota::{
    AvailableQuota, PackCount, ReserveError, Reserved, Settled, Settlement, Spender, available, give_back,
    grant_packs, reconcile, reserve, settle, use_units,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait;

/// A merchant in Belgrade on a fresh database, and a clock that is moved by hand.
#[derive(Clone)]
pub struct Fixture {
    pub database: Database,
    pub raw: DatabaseConnection,
    pub scope: Scope,
    pub clock: Arc<ManualClock>,
    pub environment: Environment,
    _folder: Arc<tempfile::TempDir>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The same on every database there is. The merchant was created in September 2026.
pub async fn fixtures(now: &str) -> Vec<Fixture> {
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
    let mut fixtures = Vec::new();
    for url in urls {
        let settings =
            DatabaseSettings { url, connections: 12, read_deadline: DatabaseSettings::READ_DEADLINE };
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        Migrator::up(&raw, None).await.unwrap();
        let database = Database::open(&settings).await.unwrap();
        let clock = Arc::new(ManualClock::at(now.parse().unwrap()));
        let environment = Environment::new(clock.clone(), Arc::new(SystemRandom));
        let scope = scope(&environment);
        let fixture = Fixture { database, raw, scope, clock, environment, _folder: folder.clone() };
        fixture.add_merchant(scope, "2026-09-01T00:00:00Z").await;
        fixtures.push(fixture);
    }
    fixtures
}

#[expect(clippy::disallowed_methods, reason = "the test is the caller")]
pub fn scope(environment: &Environment) -> Scope {
    Scope::of_authenticated_caller(MerchantId::new(environment.new_id()), Actor::System)
}

pub fn newsletter() -> Spender {
    Spender::Newsletter(NewsletterId::new(Environment::system().new_id()))
}

impl Fixture {
    async fn insert(&self, text: &str, values: Vec<Value>) {
        let backend = self.raw.get_database_backend();
        self.raw.execute_raw(Statement::from_sql_and_values(backend, text, values)).await.unwrap();
    }

    pub async fn add_merchant(&self, scope: Scope, created_at: &str) {
        self.insert(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, tracking, quota_multiplier,
                 tests_per_month, created_at, updated_at)
             VALUES ($1, 'Pekara', 'live', 'active', 'Europe/Belgrade', 'RSD', 'sr-Latn', 'off', 2, 10, $2, $2)",
            vec![scope.merchant().value().into(), created_at.parse::<Instant>().unwrap().into()],
        )
        .await;
        regulars_persistence::adopt_merchants(&self.raw).await.unwrap();
    }

    /// Adds customers that became regulars at `since` and ceased to be at `until`.
    pub async fn add_regulars(&self, count: u32, since: &str, until: Option<&str>) {
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

    pub fn at(&self, now: &str) {
        self.clock.set(now.parse().unwrap());
    }

    pub async fn grant(&self, packs: u16) {
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

    pub async fn reserve(&self, spender: Spender, units: u32) -> Result<Reserved, ReserveError> {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { reserve(tx, &environment, spender, units).await })
            })
            .await
    }

    pub async fn use_units(&self, spender: Spender, units: u32) {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { use_units(tx, &environment, spender, units).await })
            })
            .await
            .unwrap();
    }

    pub async fn give_back(&self, spender: Spender, units: u32) -> Settled {
        let environment = self.environment.clone();
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { give_back(tx, &environment, spender, units).await })
            })
            .await
            .unwrap()
    }

    pub async fn settle(&self, spender: Spender, used: u32, returned: u32) -> bool {
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

    pub async fn available_to(&self, scope: Scope) -> AvailableQuota {
        let environment = self.environment.clone();
        self.database.read(scope, async move |tx| available(tx, &environment).await).await.unwrap()
    }

    /// What is left of the month and of packs, after the books were checked.
    pub async fn left(&self) -> (i64, i64) {
        let found = self.database.read(self.scope, async |tx| reconcile(tx).await).await;
        let found: Result<_, StoreError> = found;
        assert_eq!(found.unwrap(), vec![]);
        let available = self.available_to(self.scope).await;
        assert_eq!(available.available, available.monthly.left + available.packs_left);
        (available.monthly.left, available.packs_left)
    }
}

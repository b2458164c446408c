//! Databases of their own for the tests of this crate: SQLite always, PostgreSQL where `TEST_DATABASE_URL` names a
//! server on which databases may be created.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::BoxFuture;
use regulars_consent::SealingKeys;
use regulars_identity::{FirstOwner, MerchantMode, NewMerchant, PasswordHash, create_merchant};
use regulars_kernel::{
    Actor, Environment, Label, ManualClock, MerchantCalendar, MerchantId, Scope, SeededRandom, StoreError,
};
use regulars_migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::wall::PlatformSql;
use crate::{Database, DatabaseSettings, ReadTx, SystemTx, WriteTx};

/// What every use case asks for.
#[derive(Clone)]
pub struct Stage {
    pub environment: Environment,
    pub calendar: MerchantCalendar,
    pub scope: Scope,
}

/// A migrated database in which nobody has been yet.
#[derive(Clone)]
pub struct Trial {
    pub clock: Arc<ManualClock>,
    settings: DatabaseSettings,
    database: Database,
    environment: Environment,
}

/// Runs a test on every database at hand.
pub async fn on_each_database<Test: AsyncFn(Trial)>(test: Test) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("trial.db").display());
    test(Trial::on(url).await).await;
    if let Ok(server) = std::env::var("TEST_DATABASE_URL") {
        let name = format!("trial_{}", Environment::system().new_id().simple());
        let connection = sea_orm::Database::connect(&server).await.unwrap();
        connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        let (before, _) = server.rsplit_once('/').unwrap();
        test(Trial::on(format!("{before}/{name}")).await).await;
        connection.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    }
}

impl Trial {
    async fn on(url: String) -> Self {
        let settings =
            DatabaseSettings { url, connections: 4, read_deadline: DatabaseSettings::READ_DEADLINE };
        let migration = Database::connect_for_migration(&settings).await.unwrap();
        Migrator::up(&migration, None).await.unwrap();
        migration.close().await.unwrap();
        let clock = Arc::new(ManualClock::at("2026-11-21T12:00:00Z".parse().unwrap()));
        let environment = Environment::new(Arc::clone(&clock) as _, Arc::new(SeededRandom::new(1)));
        Self {
            clock,
            database: Database::open(&settings).await.unwrap().with_sealing(SealingKeys::new(&[7; 32])),
            settings,
            environment,
        }
    }

    /// How the database is opened.
    pub const fn settings(&self) -> &DatabaseSettings {
        &self.settings
    }

    /// Adds a merchant and gives a scope in it.
    #[expect(clippy::disallowed_methods, reason = "a test mints a scope")]
    pub async fn new_merchant(&self, name: &str) -> Scope {
        let environment = self.environment.clone();
        let new = NewMerchant {
            name: name.parse::<Label>().unwrap(),
            mode: MerchantMode::Live,
            calendar: MerchantCalendar::of_zone("Europe/Belgrade").unwrap(),
            currency: "RSD".parse().unwrap(),
            locale: "sr-RS".parse().unwrap(),
            owner: FirstOwner {
                email: format!("{name}@example.com").parse().unwrap(),
                name: "Owner".parse().unwrap(),
                password: PasswordHash(String::new()),
            },
        };
        let created: Result<MerchantId, StoreError> = self
            .database
            .write_platform(|tx: &mut SystemTx| {
                Box::pin(async move {
                    Ok(create_merchant(tx, &environment, Actor::System, new).await.unwrap().0.id)
                })
            })
            .await;
        Scope::of_authenticated_caller(created.unwrap(), Actor::System)
    }

    /// The database.
    pub const fn database(&self) -> &Database {
        &self.database
    }

    fn stage(&self, scope: Scope) -> Stage {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        Stage { environment: self.environment.clone(), calendar, scope }
    }

    /// Does `work` in one transaction, which is kept.
    pub async fn write<T, Work>(&self, scope: Scope, work: Work) -> T
    where
        T: Send + 'static,
        Work: for<'t> FnOnce(&'t mut WriteTx, Stage) -> BoxFuture<'t, T> + Send + 'static,
    {
        let stage = self.stage(scope);
        let written: Result<T, StoreError> =
            self.database.write(scope, |tx| Box::pin(async move { Ok(work(tx, stage).await) })).await;
        written.unwrap()
    }

    /// Does `work` in one transaction, of which nothing is kept: work that ends in a refusal of the database.
    pub async fn rehearse<T, Work>(&self, scope: Scope, work: Work) -> T
    where
        T: Send + 'static,
        Work: for<'t> FnOnce(&'t mut WriteTx, Stage) -> BoxFuture<'t, T> + Send + 'static,
    {
        let stage = self.stage(scope);
        let rehearsed: Result<T, StoreError> =
            self.database.rehearse(scope, |tx| Box::pin(async move { Ok(work(tx, stage).await) })).await;
        rehearsed.unwrap()
    }

    /// Makes every merchant one whose texts were written under older rules.
    pub async fn forget_texts_version(&self) {
        const FORGET: PlatformSql =
            PlatformSql::new("UPDATE merchant_settings SET texts_version = 0 WHERE texts_version > $1");
        let forgotten: Result<u64, StoreError> = self
            .database
            .write_platform(|tx: &mut SystemTx| {
                Box::pin(async move { tx.execute(FORGET, vec![0_i64.into()]).await })
            })
            .await;
        forgotten.unwrap();
    }

    /// Rewrites texts, and tells of how many merchants.
    pub async fn refresh_texts(&self) -> usize {
        crate::refresh_texts(&self.database).await.unwrap()
    }

    /// Does `work` on connections that cannot write.
    pub async fn read<T: Send + 'static, Work>(&self, scope: Scope, work: Work) -> T
    where
        Work: AsyncFnOnce(&mut ReadTx) -> T,
    {
        let read: Result<T, StoreError> = self.database.read(scope, async |tx| Ok(work(tx).await)).await;
        read.unwrap()
    }
}

/// Counts the statements of whoever has it for a subscriber. On SQLite the writer has a thread of its own, whose statements are not
/// seen.
#[derive(Clone, Default)]
pub struct Statements(Arc<AtomicUsize>);

impl Statements {
    /// How many there were since this was asked last.
    pub fn taken(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "regulars::sql"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The names of a table's columns, as the database knows them.
pub async fn columns_of(trial: &Trial, table: &str) -> Vec<String> {
    names(
        trial,
        &format!("SELECT name FROM pragma_table_info('{table}')"),
        &format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'"),
    )
    .await
}

/// The tables that have a column of that name.
pub async fn tables_with(trial: &Trial, column: &str) -> Vec<String> {
    names(
        trial,
        &format!(
            "SELECT t.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
             WHERE t.type = 'table' AND c.name = '{column}'"
        ),
        &format!(
            "SELECT table_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name = '{column}'"
        ),
    )
    .await
}

async fn names(trial: &Trial, in_sqlite: &str, in_postgres: &str) -> Vec<String> {
    let connection = Database::connect_for_migration(trial.settings()).await.unwrap();
    let backend = connection.get_database_backend();
    let text = if backend == sea_orm::DbBackend::Sqlite { in_sqlite } else { in_postgres };
    let rows = connection.query_all_raw(sea_orm::Statement::from_string(backend, text)).await.unwrap();
    let names = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect();
    connection.close().await.unwrap();
    names
}

//! A fresh database with the schema, for one test.

use regulars_kernel::{Actor, MerchantId, Scope};
use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, Value};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

/// A database, and a connection that may write anything into it.
pub struct Fixture {
    pub database: Database,
    pub connection: DatabaseConnection,
    _folder: Option<tempfile::TempDir>,
}

/// SQLite, and PostgreSQL if there is a server. `name` is part of the database's name there.
pub async fn fixtures(name: &str) -> Vec<(&'static str, Fixture)> {
    fixtures_of(name, None).await
}

/// As [`fixtures`], with the first `steps` of the schema only.
pub async fn fixtures_of(name: &str, steps: Option<u32>) -> Vec<(&'static str, Fixture)> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let mut databases = vec![("SQLite", open(url, Some(folder), steps).await)];
    if let Ok(server) = std::env::var("TEST_DATABASE_URL") {
        let admin = sea_orm::Database::connect(&server).await.unwrap();
        let database = format!("segments_{name}_{}", std::process::id());
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {database}")).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {database}")).await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        databases.push(("PostgreSQL", open(format!("{base}/{database}"), None, steps).await));
    }
    databases
}

async fn open(url: String, folder: Option<tempfile::TempDir>, steps: Option<u32>) -> Fixture {
    let settings = DatabaseSettings { url, connections: 2, read_deadline: DatabaseSettings::READ_DEADLINE };
    let connection = Database::connect_for_migration(&settings).await.unwrap();
    Migrator::up(&connection, steps).await.unwrap();
    let database = Database::open(&settings).await.unwrap();
    Fixture { database, connection, _folder: folder }
}

impl Fixture {
    /// Inserts one row.
    pub async fn insert(&self, table: &str, columns: Vec<(&str, Value)>) {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let places: Vec<String> = (1..=columns.len()).map(|number| format!("${number}")).collect();
        let text = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
        let values: Vec<Value> = columns.into_iter().map(|(_, value)| value).collect();
        self.execute(&text, values).await;
    }

    /// Runs a statement.
    pub async fn execute(&self, text: &str, values: Vec<Value>) {
        let backend = self.connection.get_database_backend();
        self.connection.execute_raw(Statement::from_sql_and_values(backend, text, values)).await.unwrap();
    }

    /// Runs a statement as it stands.
    pub async fn run(&self, text: &str) {
        self.connection.execute_unprepared(text).await.unwrap();
    }

    /// Inserts a merchant.
    pub async fn merchant(&self, number: u128) -> Scope {
        let id = Uuid::from_u128(0x0190_0000_0000_7000_a000_0000_0000_0000 + number);
        let now = regulars_filters::arbitrary::now();
        let text = |text: &str| Value::from(text);
        self.insert(
            "merchants",
            vec![
                ("id", id.into()),
                ("name", text("Test")),
                ("mode", text("live")),
                ("status", text("active")),
                ("time_zone", text("Europe/Belgrade")),
                ("currency", text("RSD")),
                ("locale", text("sr")),
                ("tracking", text("off")),
                ("quota_multiplier", 2_i64.into()),
                ("tests_per_month", 10_i64.into()),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ],
        )
        .await;
        regulars_persistence::adopt_merchants(&self.connection).await.unwrap();
        scope(id)
    }
}

#[expect(clippy::disallowed_methods, reason = "a test acts for every merchant")]
fn scope(merchant: Uuid) -> Scope {
    Scope::of_authenticated_caller(MerchantId::new(merchant), Actor::System)
}

//! Opens the database and hands out work on it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use regulars_consent::SealingKeys;
use regulars_kernel::{Actor, Scope, StoreError};
use sea_orm::{ConnectOptions, DatabaseConnection, DbBackend};
use tracing::Instrument;

use crate::database_url::check_url;
use crate::error::{driver_error, store_error};
use crate::reading::{Lane, Readers};
use crate::sqlite_writer::{LONGEST_LOG, Share, SqliteWriter};
use crate::wall::{Connection, ReadTx, Sealing, SqliteFile, SystemTx, WritePool, WriteTx};
use crate::write_health::WriteHealth;

/// How the database is opened.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// How many connections read at a time. On PostgreSQL as many again write, and as many write for tills.
    pub connections: u32,
    /// How long a read that may look at every customer or purchase of a merchant may take.
    pub read_deadline: Duration,
}

impl DatabaseSettings {
    /// How long a heavy read may take unless something else was set.
    pub const READ_DEADLINE: Duration = Duration::from_secs(15);
}

/// The database: one writer, at which merchants take turns, and many readers on SQLite; on PostgreSQL readers, and
/// connections that write in two lanes of which none can take those of the other: one for the tills and one for everything
/// else. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    readers: Readers,
    writer: Writer,
    writers: WritePool,
    sealing: Sealing,
}

#[derive(Clone)]
enum Writer {
    Sqlite(SqliteWriter),
    Postgres { general: WritePool, tills: WritePool, pool: DatabaseConnection },
}

/// For whom something is written.
const fn share_of(scope: Scope) -> Share {
    match scope.actor() {
        Actor::Terminal(_) => Share::Tills(scope.merchant()),
        Actor::User(_) | Actor::ApiKey(_) | Actor::System => Share::Merchant(scope.merchant()),
    }
}

/// How long a request waits for a free connection before it is told to come back later.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(8);
/// How long a connection may be idle before it is asked whether it is still there. One in steady use is not asked, which
/// would be another round trip.
const IDLE: Duration = Duration::from_secs(1);
/// How long SQLite waits for whoever else writes to its file, such as a backup.
const SQLITE_PATIENCE: Duration = Duration::from_secs(5);
/// SQLite's page cache of the one connection that writes, in KiB.
const WRITER_CACHE: u32 = 8_192;
/// SQLite's page cache of each connection that reads, in KiB. There are many, and the system caches the file as well.
const READER_CACHE: u32 = 2_048;
/// What a change of the schema asks of Citus: that a reference table keeps its links to the tables that were not
/// distributed, and that all shards are changed over one connection, because a transaction that has read several at a time
/// cannot change them. PostgreSQL without Citus takes both, and nothing comes of them.
const WHILE_MIGRATING: [(&str, &str); 2] = [
    ("citus.enable_local_reference_table_foreign_keys", "off"),
    ("citus.multi_shard_modify_mode", "sequential"),
];
/// What SQLite may hold in memory in all, in bytes: beyond it, it gives up cached pages before it asks for more.
const SQLITE_HEAP: u32 = 64 << 20;

impl Database {
    /// Opens the database. The schema is not touched.
    pub async fn open(settings: &DatabaseSettings) -> Result<Self, StoreError> {
        check_url(&settings.url)?;
        let mut readers = options(settings, "on");
        readers.map_sqlx_sqlite_opts(|options| sqlite(options, READER_CACHE).pragma("query_only", "on"));
        let (backend, writers, writer) = if settings.url.starts_with("sqlite:") {
            let mut options = sqlite_settings(WRITER_CACHE);
            options.push(("wal_autocheckpoint", LONGEST_LOG.to_string()));
            let file = SqliteFile::new(&settings.url, options, SQLITE_PATIENCE).map_err(driver_error)?;
            let file = Arc::new(file);
            // Who cannot open it says so at once.
            file.acquire().await.map(drop).map_err(driver_error)?;
            let writers = WritePool::of_file(Arc::clone(&file));
            let writer = Writer::Sqlite(SqliteWriter::start(writers.clone(), file)?);
            (DbBackend::Sqlite, writers, writer)
        } else {
            let mut options = options(settings, "off");
            options.max_connections(settings.connections);
            let pool = sea_orm::Database::connect(options.clone()).await.map_err(store_error)?;
            let tills = sea_orm::Database::connect(options).await.map_err(store_error)?;
            let general = WritePool::of_pool(&pool);
            let writer = Writer::Postgres { tills: general.beside(&tills), general: general.clone(), pool };
            (DbBackend::Postgres, general, writer)
        };
        let readers = Readers::open(&readers, backend, settings.connections, settings.read_deadline).await?;
        Ok(Self { readers, writer, writers, sealing: None })
    }

    /// The same, with the keys that seal what is kept about customers.
    #[must_use]
    pub fn with_sealing(self, keys: SealingKeys) -> Self {
        Self { sealing: Some(Arc::new(keys)), ..self }
    }

    /// A connection that may change the schema, for migrations.
    pub async fn connect_for_migration(
        settings: &DatabaseSettings,
    ) -> Result<DatabaseConnection, StoreError> {
        check_url(&settings.url)?;
        let mut migration = options_with(settings, "off", &WHILE_MIGRATING);
        migration
            .max_connections(1)
            .map_sqlx_sqlite_opts(|options| sqlite(options, WRITER_CACHE).create_if_missing(true));
        sea_orm::Database::connect(migration).await.map_err(store_error)
    }

    /// Reads inside one merchant. Each statement sees the newest committed data; a statement that writes fails. When the
    /// caller goes away, so does the statement that runs for it.
    pub async fn read<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut ReadTx) -> Result<T, E>,
        E: From<StoreError>,
    {
        read_in(self.readers.of(scope), scope, self.sealing.clone(), work).await
    }

    /// The same for what may look at every customer or purchase of the merchant. Few of these run at a time, one merchant
    /// has a share of them, and each has a deadline ([`DatabaseSettings::read_deadline`]).
    pub async fn read_heavily<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut ReadTx) -> Result<T, E>,
        E: From<StoreError>,
    {
        read_in(self.readers.for_heavy(), scope, self.sealing.clone(), work).await
    }

    /// The same for the look at a credential, on which every request waits.
    pub async fn read_credential<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut ReadTx) -> Result<T, E>,
        E: From<StoreError>,
    {
        read_in(self.readers.for_credentials(), scope, self.sealing.clone(), work).await
    }

    /// How many heavy reads could begin now.
    pub fn free_heavy_reads(&self) -> usize {
        self.readers.for_heavy().free()
    }

    /// Writes inside one merchant: all of `work` is kept when it gives `Ok`, nothing of it when it gives `Err`.
    pub async fn write<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut WriteTx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let sealing = self.sealing.clone();
        self.transact(share_of(scope), move |connection| {
            Box::pin(async move { work(&mut WriteTx::new(connection, scope, sealing)).await })
        })
        .await
    }

    /// The same for what nobody waits for at a till, though a till sends it: it has the connections of everybody else.
    pub async fn write_unhurried<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut WriteTx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let sealing = self.sealing.clone();
        self.transact(Share::Merchant(scope.merchant()), move |connection| {
            Box::pin(async move { work(&mut WriteTx::new(connection, scope, sealing)).await })
        })
        .await
    }

    /// Does `work` inside one merchant for its answer alone: nothing of it is kept.
    pub async fn rehearse<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut WriteTx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let sealing = self.sealing.clone();
        let rehearsed: Result<(), Rehearsal<T, E>> = self
            .transact(share_of(scope), move |connection| {
                Box::pin(async move {
                    Err(match work(&mut WriteTx::new(connection, scope, sealing)).await {
                        Ok(answer) => Rehearsal::Answered(answer),
                        Err(error) => Rehearsal::Failed(error),
                    })
                })
            })
            .await;
        match rehearsed {
            Err(Rehearsal::Answered(answer)) => Ok(answer),
            Err(Rehearsal::Failed(error)) => Err(error),
            Ok(()) => Err(StoreError::Failed("a rehearsal was kept".into()).into()),
        }
    }

    /// Reads the platform's tables.
    pub async fn read_platform<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut SystemTx) -> Result<T, E>,
        E: From<StoreError>,
    {
        let turn = self.readers.for_platform().turn(None).await?;
        let mut system = SystemTx::new(turn.connection()?, self.sealing.clone());
        turn.until_deadline(work(&mut system)).await
    }

    /// Writes the platform's tables, as one transaction.
    pub async fn write_platform<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut SystemTx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let sealing = self.sealing.clone();
        self.transact(Share::Platform, move |connection| {
            Box::pin(async move { work(&mut SystemTx::new(connection, sealing)).await })
        })
        .await
    }

    /// The pool that writes, where the database is PostgreSQL.
    pub(crate) const fn postgres_writers(&self) -> Option<&DatabaseConnection> {
        match &self.writer {
            Writer::Sqlite(_) => None,
            Writer::Postgres { pool, .. } => Some(pool),
        }
    }

    /// Whether one writer writes for all, so that others wait as long as a transaction takes.
    pub const fn has_one_writer(&self) -> bool {
        matches!(self.writer, Writer::Sqlite(_))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.readers.ping().await
    }

    /// Takes what was overwritten or deleted out of the log beside the file of SQLite too. Waits a moment for that; while
    /// somebody reads from the log it is done as soon as nobody does. On PostgreSQL, whose log is the server's, nothing is done.
    pub async fn forget_log(&self) {
        if let Writer::Sqlite(writer) = &self.writer {
            writer.forget_log().await;
        }
    }

    /// The connections that write.
    #[cfg(test)]
    pub(crate) const fn writers(&self) -> &WritePool {
        &self.writers
    }

    /// What the last write has shown.
    pub(crate) fn write_health(&self) -> &WriteHealth {
        self.writers.health()
    }

    async fn transact<T, E, F>(&self, share: Share, work: F) -> Result<T, E>
    where
        F: FnOnce(Connection) -> BoxFuture<'static, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.writer {
            Writer::Sqlite(writer) => writer.submit(share, work).await,
            Writer::Postgres { general, tills, pool: _ } => {
                let pool = match share {
                    Share::Merchant(_) | Share::Platform => general,
                    Share::Tills(_) => tills,
                };
                to_its_end(transact_in(pool.clone(), work)).await
            }
        }
    }
}

/// Does a write to its end, even if nobody waits for it any more: who goes away in the middle of a write leaves all of it.
async fn to_its_end<T, E>(work: impl Future<Output = Result<T, E>> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    tokio::spawn(work.in_current_span())
        .await
        .unwrap_or_else(|error| Err(StoreError::Failed(format!("a write broke off: {error}").into()).into()))
}

async fn transact_in<T, E, F>(pool: WritePool, work: F) -> Result<T, E>
where
    F: FnOnce(Connection) -> BoxFuture<'static, Result<T, E>>,
    E: From<StoreError>,
{
    let transaction = Arc::new(pool.begin().await?);
    let answer = work(Connection::Transaction(Arc::clone(&transaction))).await;
    let transaction = Arc::into_inner(transaction)
        .ok_or_else(|| StoreError::Failed("a transaction outlived its work".into()))?;
    match answer {
        Ok(answer) => transaction.commit().await.map(|()| answer).map_err(E::from),
        Err(error) => {
            if transaction.roll_back().await {
                return Err(error);
            }
            // Whatever the work made of it, the database was not there to be asked.
            Err(StoreError::Unavailable("the transaction was cut off".to_owned()).into())
        }
    }
}

async fn read_in<T, E, F>(lane: &Lane, scope: Scope, sealing: Sealing, work: F) -> Result<T, E>
where
    F: AsyncFnOnce(&mut ReadTx) -> Result<T, E>,
    E: From<StoreError>,
{
    let turn = lane.turn(Some(scope.merchant())).await?;
    let mut tx = ReadTx::new(turn.connection()?, scope, sealing);
    turn.until_deadline(work(&mut tx)).await
}

/// How a rehearsal leaves its transaction: always as an error, so that it is undone.
enum Rehearsal<T, E> {
    Answered(T),
    Failed(E),
}

impl<T, E: From<StoreError>> From<StoreError> for Rehearsal<T, E> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

fn options(settings: &DatabaseSettings, read_only: &'static str) -> ConnectOptions {
    options_with(settings, read_only, &[])
}

fn options_with(
    settings: &DatabaseSettings,
    read_only: &'static str,
    more: &'static [(&'static str, &'static str)],
) -> ConnectOptions {
    let mut options = ConnectOptions::new(settings.url.clone());
    options
        .min_connections(0)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .test_before_acquire_if_idle_for(IDLE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(move |options| {
            let options = options.application_name("regulars").options([
                ("default_transaction_read_only", read_only),
                ("lock_timeout", "5s"),
                ("statement_timeout", "30s"),
                // Measured: compiling a filter's query takes longer than running it.
                ("jit", "off"),
            ]);
            options.options(more.iter().copied())
        });
    options
}

fn sqlite(
    options: sea_orm::sqlx::sqlite::SqliteConnectOptions,
    cache: u32,
) -> sea_orm::sqlx::sqlite::SqliteConnectOptions {
    sqlite_settings(cache)
        .into_iter()
        .fold(options.busy_timeout(SQLITE_PATIENCE), |options, (name, value)| options.pragma(name, value))
}

/// The settings of each connection to SQLite, whose page cache has so many KiB.
fn sqlite_settings(cache: u32) -> Vec<(&'static str, String)> {
    vec![
        ("journal_mode", "wal".to_owned()),
        ("synchronous", "full".to_owned()),
        ("foreign_keys", "on".to_owned()),
        // What is deleted is overwritten in the file: who is erased is not to be read there either.
        ("secure_delete", "on".to_owned()),
        ("cache_size", format!("-{cache}")),
        ("temp_store", "memory".to_owned()),
        ("soft_heap_limit", SQLITE_HEAP.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, QueryResult, Statement};

    use super::*;
    use crate::trial::on_each_database;

    #[tokio::test]
    async fn postgres_takes_what_a_migration_asks_of_citus() {
        on_each_database(async |trial| {
            let connection = Database::connect_for_migration(trial.settings()).await.unwrap();
            if connection.get_database_backend() != DbBackend::Postgres {
                return;
            }
            for (name, value) in WHILE_MIGRATING {
                let show = Statement::from_string(DbBackend::Postgres, format!("SHOW {name}"));
                let row: QueryResult = connection.query_one_raw(show).await.unwrap().unwrap();
                assert_eq!(row.try_get_by_index::<String>(0).unwrap(), value, "{name}");
            }
            connection.close().await.unwrap();
        })
        .await;
    }
}

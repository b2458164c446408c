//! One connection that reads, and how the statement that runs on it is stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use regulars_kernel::{Priority, StoreError};
use sea_orm::sqlx::{self, Executor, Row};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::error::store_error;
use crate::wall::ConnectionSource;

/// After so many instructions SQLite asks whether to go on.
const INSTRUCTIONS: i32 = 10_000;
/// How much longer than the deadline PostgreSQL lets a statement run, should nobody be left to stop it.
const GRACE: Duration = Duration::from_secs(1);
/// How often a connection is tried before it is given out as it is.
const TRIES: usize = 3;

/// A pool of a single connection, so that it is known which one a statement runs on. While nothing goes wrong the
/// connection stays in hand.
pub(super) struct Slot {
    pool: DatabaseConnection,
    source: ConnectionSource,
    /// Whether SQLite ends what it does.
    stopped: Arc<AtomicBool>,
    /// Which process of PostgreSQL serves the connection; 0 before there is one.
    process: Arc<AtomicI32>,
    canceller: Option<DatabaseConnection>,
}

/// What ends the statements of PostgreSQL: a connection that does nothing else.
pub(super) async fn canceller(mut options: ConnectOptions) -> Result<DatabaseConnection, StoreError> {
    options.max_connections(1).connect_lazy(true);
    sea_orm::Database::connect(options).await.map_err(store_error)
}

impl Slot {
    /// A connection that is made when it is first used.
    pub(super) async fn open(
        mut options: ConnectOptions,
        canceller: Option<DatabaseConnection>,
        deadline: Duration,
        priority: Priority,
    ) -> Result<Self, StoreError> {
        let stopped = Arc::new(AtomicBool::new(false));
        let process = Arc::new(AtomicI32::new(0));
        let (asked, serving) = (Arc::clone(&stopped), Arc::clone(&process));
        let longest = format!("{}ms", (deadline + GRACE).as_millis());
        options
            .max_connections(1)
            .connect_lazy(true)
            .map_sqlx_sqlite_pool_opts(move |options| {
                let asked = Arc::clone(&asked);
                options.after_connect(move |connection, _| {
                    let asked = Arc::clone(&asked);
                    Box::pin(async move {
                        let mut handle = connection.lock_handle().await?;
                        let mut is_new = true;
                        // It is called on the connection's own thread.
                        handle.set_progress_handler(INSTRUCTIONS, move || {
                            if std::mem::take(&mut is_new) {
                                priority.take();
                            }
                            !asked.load(Ordering::Relaxed)
                        });
                        Ok(())
                    })
                })
            })
            .map_sqlx_postgres_pool_opts(move |options| {
                let (serving, longest) = (Arc::clone(&serving), longest.clone());
                options.after_connect(move |connection, _| {
                    let (serving, longest) = (Arc::clone(&serving), longest.clone());
                    Box::pin(async move {
                        let query = sqlx::query(
                            "SELECT pg_backend_pid(), set_config('statement_timeout', $1, false)",
                        );
                        let row = connection.fetch_one(query.bind(longest)).await?;
                        serving.store(row.try_get(0)?, Ordering::Relaxed);
                        Ok(())
                    })
                })
            });
        let pool = sea_orm::Database::connect(options).await.map_err(store_error)?;
        let source = ConnectionSource::of_pool(&pool);
        Ok(Self { pool, source, stopped, process, canceller })
    }

    pub(super) fn source(&self) -> ConnectionSource {
        self.source.clone()
    }

    /// Whether the database answers.
    pub(super) fn ping(&self) -> impl Future<Output = Result<(), StoreError>> + use<> {
        self.source.let_go();
        let pool = self.pool.clone();
        async move { pool.ping().await.map_err(store_error) }
    }

    /// Ends the statement that runs on the connection, and comes back when it has ended.
    pub(super) async fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        if let Some(canceller) = &self.canceller {
            self.end_process(canceller).await;
        }
        // SQLite serves this behind the statement. On PostgreSQL the pool finds out that the connection is gone.
        for _ in 0..TRIES {
            if self.ping().await.is_ok() {
                break;
            }
        }
        self.stopped.store(false, Ordering::Relaxed);
    }

    /// Ends the process and not its statement alone: the statement may be still on its way, and would begin afterwards.
    async fn end_process(&self, canceller: &DatabaseConnection) {
        let process = self.process.load(Ordering::Relaxed);
        if process == 0 {
            return;
        }
        let end = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_terminate_backend($1, 5000) FROM pg_stat_activity
             WHERE pid = $1 AND datname = current_database() AND application_name = 'regulars'",
            [process.into()],
        );
        if let Err(error) = canceller.query_one_raw(end).await {
            tracing::warn!(%error, "a statement that nobody waits for could not be ended");
        }
    }
}

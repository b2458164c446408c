//! The connection that writes to a file of SQLite. It is called where it lives: each statement is a call, and not a way to
//! another thread and back.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::SecondsFormat;
use rusqlite::types::Null;
use rusqlite::{CachedStatement, Connection, OpenFlags, Rows, Statement, ToSql};
use sea_orm::Value;
use sea_orm::sqlx;
use sea_orm::sqlx::error::{DatabaseError, ErrorKind};
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::row::{FromRow, Row};

/// How long a writer may be kept waiting while the log is emptied.
const MOMENT: Duration = Duration::from_millis(50);
/// How many statements stay prepared.
const PREPARED: usize = 128;

/// A file of SQLite and its one connection that writes, which is there for one user at a time.
pub struct SqliteFile {
    path: PathBuf,
    flags: OpenFlags,
    settings: Vec<(&'static str, String)>,
    patience: Duration,
    kept: Mutex<Option<Connection>>,
    turn: Arc<Semaphore>,
}

impl SqliteFile {
    /// The file of that address, whose connection has these settings and waits so long for whoever else writes. It is
    /// opened when it is first used.
    pub fn new(
        url: &str,
        settings: Vec<(&'static str, String)>,
        patience: Duration,
    ) -> Result<Self, sqlx::Error> {
        let options: SqliteConnectOptions = url.parse()?;
        let asks = |parameter: &str| {
            url.split_once('?')
                .is_some_and(|(_, parameters)| parameters.split('&').any(|one| one == parameter))
        };
        if url.contains(":memory:") || asks("mode=memory") {
            return Err(sqlx::Error::Configuration("what is in memory has no second connection".into()));
        }
        let access = if asks("mode=ro") {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        };
        Ok(Self {
            path: options.get_filename().to_owned(),
            flags: access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE,
            settings,
            patience,
            kept: Mutex::default(),
            turn: Arc::new(Semaphore::new(1)),
        })
    }

    /// Moves what is in the log into the database, as far as nobody reads it, over a connection that is opened for the
    /// first time.
    pub fn move_log(&self, connection: &mut Option<LogMover>) -> Result<(), sqlx::Error> {
        let mover = match connection {
            Some(mover) => mover,
            None => connection.insert(LogMover(self.open()?)),
        };
        // It answers with a row.
        mover.0.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).map_err(raised)
    }

    /// Moves all of the log into the database and cuts it to nothing, over the same connection. False while somebody reads
    /// from it or writes: nobody is kept waiting longer than [`MOMENT`] for it.
    pub fn empty_log(&self, connection: &mut Option<LogMover>) -> Result<bool, sqlx::Error> {
        let mover = match connection {
            Some(mover) => mover,
            None => connection.insert(LogMover(self.open()?)),
        };
        mover.0.busy_timeout(MOMENT).map_err(raised)?;
        let busy = mover.0.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        mover.0.busy_timeout(self.patience).map_err(raised)?;
        Ok(busy.map_err(raised)? == 0)
    }

    /// Whether there is a log with something in it.
    pub fn has_log(&self) -> bool {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        std::fs::metadata(log).is_ok_and(|found| found.len() > 0)
    }

    fn open(&self) -> Result<Connection, sqlx::Error> {
        let connection = Connection::open_with_flags(&self.path, self.flags).map_err(raised)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.busy_timeout(self.patience).map_err(raised)?;
        for (name, value) in &self.settings {
            connection.execute_batch(&format!("PRAGMA {name} = {value}")).map_err(raised)?;
        }
        Ok(connection)
    }

    /// Waits for the connection.
    pub async fn acquire(self: &Arc<Self>) -> Result<SqliteHandle, sqlx::Error> {
        let turn = Arc::clone(&self.turn).acquire_owned().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let kept = self.kept().take();
        let connection = kept.map_or_else(|| self.open(), Ok)?;
        Ok(SqliteHandle { connection: Some(connection), file: Arc::clone(self), turn })
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Option<Connection>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that does nothing but move the log.
pub struct LogMover(Connection);

/// The use of the connection. It goes back when this is dropped.
pub struct SqliteHandle {
    connection: Option<Connection>,
    file: Arc<SqliteFile>,
    #[expect(dead_code, reason = "the next one may come when it is dropped")]
    turn: OwnedSemaphorePermit,
}

impl SqliteHandle {
    fn connection(&self) -> Result<&Connection, sqlx::Error> {
        self.connection.as_ref().ok_or(sqlx::Error::PoolClosed)
    }

    /// Runs text without parameters, which may be several statements.
    pub fn run(&self, text: &str) -> Result<(), sqlx::Error> {
        self.connection()?.execute_batch(text).map_err(raised)
    }

    /// Runs a statement to its end and tells how many rows it changed.
    pub fn execute(&self, text: &str, values: &[Value]) -> Result<u64, sqlx::Error> {
        let connection = self.connection()?;
        let mut statement = self.prepared(text)?;
        // What only reads leaves the count of the statement before it.
        let is_change = !statement.readonly();
        let mut rows = bound(&mut statement, values)?;
        while rows.next().map_err(raised)?.is_some() {}
        Ok(if is_change { connection.changes() } else { 0 })
    }

    /// All rows of a statement.
    pub fn all<Found: FromRow>(&self, text: &str, values: &[Value]) -> Result<Vec<Found>, sqlx::Error> {
        let mut statement = self.prepared(text)?;
        let mut rows = bound(&mut statement, values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(raised)? {
            found.push(Found::from_row(&Row::Written(row))?);
        }
        Ok(found)
    }

    /// The first row of a statement. Whatever it changes it has changed by then.
    pub fn optional<Found: FromRow>(
        &self,
        text: &str,
        values: &[Value],
    ) -> Result<Option<Found>, sqlx::Error> {
        let mut statement = self.prepared(text)?;
        let mut rows = bound(&mut statement, values)?;
        let row = rows.next().map_err(raised)?;
        row.map(|row| Found::from_row(&Row::Written(row))).transpose()
    }

    fn prepared(&self, text: &str) -> Result<CachedStatement<'_>, sqlx::Error> {
        self.connection()?.prepare_cached(text).map_err(raised)
    }

    /// Closes the connection instead of giving it back.
    pub fn throw_away(mut self) {
        self.connection = None;
    }
}

impl Drop for SqliteHandle {
    fn drop(&mut self) {
        *self.file.kept() = self.connection.take();
    }
}

/// Gives a statement its values. SQLite counts parameters in the order in which their names first appear, so they are
/// found by name; one without a value is null.
fn bound<'s>(statement: &'s mut Statement<'_>, values: &[Value]) -> Result<Rows<'s>, sqlx::Error> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name[1..].parse::<usize>().ok());
        let number = number.ok_or_else(|| sqlx::Error::Protocol("a parameter has no number".to_owned()))?;
        match number.checked_sub(1).and_then(|index| values.get(index)) {
            Some(value) => bind(statement, place, value)?,
            None => give(statement, place, Null)?,
        }
    }
    Ok(statement.raw_query())
}

/// In the form in which the pools' driver gives a value to SQLite: what one has written the other finds.
fn bind(statement: &mut Statement<'_>, place: usize, value: &Value) -> Result<(), sqlx::Error> {
    match value {
        Value::Bool(value) => give(statement, place, value),
        Value::TinyInt(value) => give(statement, place, value),
        Value::SmallInt(value) => give(statement, place, value),
        Value::Int(value) => give(statement, place, value),
        Value::BigInt(value) => give(statement, place, value),
        Value::TinyUnsigned(value) => give(statement, place, value),
        Value::SmallUnsigned(value) => give(statement, place, value),
        Value::Unsigned(value) => give(statement, place, value),
        Value::Float(value) => give(statement, place, value),
        Value::Double(value) => give(statement, place, value),
        Value::String(value) => give(statement, place, value),
        Value::Bytes(value) => give(statement, place, value),
        Value::Uuid(value) => give(statement, place, value.as_ref().map(|id| &id.as_bytes()[..])),
        Value::ChronoDate(value) => give(statement, place, value.map(|date| date.to_string())),
        Value::ChronoDateTimeUtc(value) => {
            give(statement, place, value.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, false)))
        }
        Value::Json(value) => give(statement, place, value.as_ref().map(ToString::to_string)),
        other => Err(sqlx::Error::Encode(format!("no column of SQLite holds {other:?}").into())),
    }
}

fn give(statement: &mut Statement<'_>, place: usize, value: impl ToSql) -> Result<(), sqlx::Error> {
    statement.raw_bind_parameter(place, value).map_err(raised)
}

/// An error of the library, as the pools' driver tells one, so that both are sorted in one place.
pub fn raised(error: rusqlite::Error) -> sqlx::Error {
    let (code, message) = match &error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            (failure.extended_code, message.clone().unwrap_or_else(|| failure.to_string()))
        }
        _ => return sqlx::Error::Decode(error.into()),
    };
    sqlx::Error::Database(Box::new(SqliteRaised { code, message }))
}

#[derive(Debug, thiserror::Error)]
#[error("(code: {code}) {message}")]
struct SqliteRaised {
    code: i32,
    message: String,
}

impl DatabaseError for SqliteRaised {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }
}

//! Sorts the database's errors into the few kinds that a caller can act on.

use regulars_kernel::StoreError;
use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

/// PostgreSQL: the server is shutting down, starting, or has too many clients.
const UNAVAILABLE: [&str; 5] = ["57P01", "57P02", "57P03", "53300", "08006"];
/// PostgreSQL: lock timeout, deadlock, serialisation failure, statement timeout. SQLite: busy, busy snapshot.
const CONTENDED: [&str; 6] = ["55P03", "40P01", "40001", "57014", "5", "517"];
/// PostgreSQL and SQLite (unique index, primary key).
const UNIQUE_VIOLATION: [&str; 3] = ["23505", "2067", "1555"];

/// Marks an error that a unique index raised, for [`is_unique_violation`].
const UNIQUE_PREFIX: &str = "unique: ";

pub fn store_error(error: DbErr) -> StoreError {
    match &error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => StoreError::Unavailable(error.to_string()),
        DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
            match &**inner {
                sqlx::Error::Database(raised) => sort_by_code(&raised.code().unwrap_or_default(), &error),
                sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed => StoreError::Unavailable(error.to_string()),
                _ => StoreError::Failed(error.to_string()),
            }
        }
        _ => StoreError::Failed(error.to_string()),
    }
}

fn sort_by_code(code: &str, error: &DbErr) -> StoreError {
    if UNAVAILABLE.contains(&code) {
        StoreError::Unavailable(error.to_string())
    } else if CONTENDED.contains(&code) {
        StoreError::Contended
    } else if UNIQUE_VIOLATION.contains(&code) {
        StoreError::Failed(format!("{UNIQUE_PREFIX}{error}"))
    } else {
        StoreError::Failed(format!("{error} (code {code})"))
    }
}

/// Whether a statement was refused by the unique index or column list named by `index`: PostgreSQL names the index,
/// and behind a shard its name with a number; SQLite names the columns.
pub fn is_unique_violation(error: &StoreError, index: &str, sqlite_columns: &str) -> bool {
    matches!(error, StoreError::Failed(text)
        if text.starts_with(UNIQUE_PREFIX) && (text.contains(index) || text.contains(sqlite_columns)))
}

/// A row that the code does not understand: a defect, never the caller's fault.
pub fn inconsistent(table: &'static str, what: impl std::fmt::Display) -> StoreError {
    StoreError::Failed(format!("a row of {table} does not make sense: {what}"))
}

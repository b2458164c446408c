//! Sorts the database's errors into the few kinds that a caller can act on.

use regulars_kernel::StoreError;
use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

use crate::write_health::WriteFault;

/// PostgreSQL: lock timeout, deadlock, serialisation failure, statement timeout.
const CONTENDED: [&str; 4] = ["55P03", "40P01", "40001", "57014"];
/// PostgreSQL and SQLite (unique index, primary key).
const UNIQUE_VIOLATION: [&str; 3] = ["23505", "2067", "1555"];

/// Marks an error that a unique index raised, for [`is_unique_violation`].
const UNIQUE_PREFIX: &str = "unique: ";

/// SQLite's primary result codes <https://sqlite.org/rescode.html>, which an extended code holds in its lowest byte.
mod primary {
    pub const ERROR: u16 = 1;
    pub const BUSY: u16 = 5;
    pub const LOCKED: u16 = 6;
    pub const NOMEM: u16 = 7;
    pub const READONLY: u16 = 8;
    pub const IOERR: u16 = 10;
    pub const CORRUPT: u16 = 11;
    pub const FULL: u16 = 13;
    pub const CANTOPEN: u16 = 14;
    pub const PROTOCOL: u16 = 15;
    pub const TOOBIG: u16 = 18;
    pub const CONSTRAINT: u16 = 19;
    pub const MISMATCH: u16 = 20;
    pub const RANGE: u16 = 25;
    pub const NOTADB: u16 = 26;
}

/// The primary code of an error of SQLite. The codes of PostgreSQL have five characters, and none of SQLite has.
fn sqlite_primary(code: &str) -> Option<u16> {
    if code.len() == 5 { None } else { code.parse::<u16>().ok().map(|extended| extended & 0xff) }
}

/// What an error says about the storage, or `None` when it says nothing against it.
pub fn write_fault(error: &sqlx::Error) -> Option<WriteFault> {
    match error {
        sqlx::Error::Database(raised) => fault_of_code(&raised.code().unwrap_or_default()),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => {
            Some(WriteFault::Unreachable)
        }
        _ => None,
    }
}

fn fault_of_code(code: &str) -> Option<WriteFault> {
    if let Some(primary) = sqlite_primary(code) {
        return match primary {
            primary::FULL => Some(WriteFault::DiskFull),
            primary::READONLY => Some(WriteFault::ReadOnly),
            primary::IOERR | primary::CANTOPEN | primary::PROTOCOL => Some(WriteFault::InputOutput),
            primary::NOMEM => Some(WriteFault::OutOfResources),
            primary::CORRUPT | primary::NOTADB => Some(WriteFault::Damaged),
            _ => None,
        };
    }
    // <https://www.postgresql.org/docs/current/errcodes-appendix.html>; the first two characters are the class.
    match (code.get(..2)?, code) {
        (_, "53100") => Some(WriteFault::DiskFull),
        (_, "25006") => Some(WriteFault::ReadOnly),
        ("53", _) => Some(WriteFault::OutOfResources),
        ("58", _) => Some(WriteFault::InputOutput),
        (_, "XX001" | "XX002") => Some(WriteFault::Damaged),
        ("08", _) | (_, "57P01" | "57P02" | "57P03" | "57P04" | "57P05") => Some(WriteFault::Unreachable),
        _ => None,
    }
}

/// Whether the connection is no longer there, and what was asked of it last may be asked of another one if it changes
/// nothing.
pub fn is_cut(error: &sqlx::Error) -> bool {
    write_fault(error) == Some(WriteFault::Unreachable)
}

/// Whether an error of a statement may have ended the transaction around it. SQLite does that by itself when it is out of
/// room or memory, cannot read or write, or is interrupted; only what is wrong with the statement alone leaves the
/// transaction as it is <https://sqlite.org/lang_transaction.html>.
pub fn ends_the_transaction(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(raised) => {
            let code = raised.code().unwrap_or_default();
            match sqlite_primary(&code) {
                Some(primary) => !matches!(
                    primary,
                    primary::ERROR
                        | primary::CONSTRAINT
                        | primary::MISMATCH
                        | primary::RANGE
                        | primary::TOOBIG
                ),
                None => fault_of_code(&code) == Some(WriteFault::Unreachable),
            }
        }
        sqlx::Error::RowNotFound
        | sqlx::Error::ColumnDecode { .. }
        | sqlx::Error::ColumnNotFound(_)
        | sqlx::Error::Decode(_)
        | sqlx::Error::Encode(_) => false,
        _ => true,
    }
}

pub fn store_error(error: DbErr) -> StoreError {
    match &error {
        DbErr::ConnectionAcquire(_) => StoreError::Unavailable(error.to_string()),
        DbErr::Conn(RuntimeErr::SqlxError(inner))
        | DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner)) => match &**inner {
            sqlx::Error::Database(raised) => sort_by_code(&raised.code().unwrap_or_default(), &error),
            // What was wrong with an address may be the password in it.
            sqlx::Error::Configuration(_) => {
                StoreError::Unavailable("the database cannot be opened with these settings".to_owned())
            }
            inner
                if write_fault(inner).is_some()
                    || matches!(inner, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) =>
            {
                StoreError::Unavailable(error.to_string())
            }
            _ => StoreError::Failed(error.to_string()),
        },
        DbErr::Conn(_) => StoreError::Unavailable("the database cannot be opened".to_owned()),
        _ => StoreError::Failed(error.to_string()),
    }
}

/// Whether an error of a pool is that of a connection which is no longer there.
pub fn is_cut_connection(error: &DbErr) -> bool {
    matches!(error, DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))
        if is_cut(inner))
}

fn sort_by_code(code: &str, error: &DbErr) -> StoreError {
    let is_busy = matches!(sqlite_primary(code), Some(primary::BUSY | primary::LOCKED));
    if fault_of_code(code).is_some() {
        StoreError::Unavailable(format!("{error} (code {code})"))
    } else if is_busy || CONTENDED.contains(&code) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_both_databases_tell_what_is_wrong_with_the_storage() {
        use WriteFault::{Damaged, DiskFull, InputOutput, OutOfResources, ReadOnly, Unreachable};
        for (fault, codes) in [
            (Some(DiskFull), &["13", "53100"][..]),
            (Some(ReadOnly), &["8", "1032", "25006"]),
            (Some(InputOutput), &["10", "3082", "266", "778", "1034", "6410", "14", "526", "58030", "58P01"]),
            (Some(OutOfResources), &["7", "53200", "53300"]),
            (Some(Damaged), &["11", "26", "XX001", "XX002"]),
            (Some(Unreachable), &["08006", "57P01", "57P02", "57P03", "57P05"]),
            (None, &["1", "5", "517", "19", "2067", "1555", "23505", "40001", "57014", "22012"]),
        ] {
            for code in codes {
                assert_eq!(fault_of_code(code), fault, "{code}");
            }
        }
    }
}

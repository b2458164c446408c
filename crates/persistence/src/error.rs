//! Sorts the database's errors into the few kinds that a caller can act on: the one place where their texts are read.

use std::borrow::Cow;

use regulars_kernel::{StoreError, UniqueValue};
use sea_orm::sqlx;
use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{DbErr, RuntimeErr};

use crate::write_health::WriteFault;

/// PostgreSQL: lock timeout, deadlock, serialisation failure, statement timeout.
const CONTENDED: [&str; 4] = ["55P03", "40P01", "40001", "57014"];
/// PostgreSQL: a row that is referred to was deleted by somebody else meanwhile, as an erased customer is. Asked again the
/// same work finds that out.
const DELETED_MEANWHILE: &str = "23503";
/// PostgreSQL and SQLite (unique index, primary key).
const UNIQUE_VIOLATION: [&str; 3] = ["23505", "2067", "1555"];

/// The unique indexes over values that callers choose, as PostgreSQL names them, and the last of their columns, by which
/// SQLite does.
const UNIQUE_VALUES: [(UniqueValue, &str, &str); 9] = [
    (UniqueValue::AttributeKey, "attribute_definitions_key", "attribute_definitions.key"),
    (UniqueValue::CompanyTaxNumber, "companies_tax_number", "companies.tax_number"),
    (UniqueValue::CustomerExternalId, "customers_external_id", "customers.external_id"),
    (UniqueValue::CustomerMember, "customers_member", "customers.member_id"),
    (UniqueValue::InvoiceNumber, "invoices_number", "invoices.number_key"),
    (UniqueValue::SegmentName, "segments_name", "segments.name_folded"),
    (UniqueValue::StoreCode, "stores_code", "stores.code"),
    (UniqueValue::TagName, "tags_name", "tags.name_folded"),
    (UniqueValue::UserEmail, "users_email", "users.email_folded"),
];

/// What Citus says under a code that says nothing, or one that means the connection to itself, of another node that cannot
/// be reached.
const ANOTHER_NODE_IS_GONE: [(&str, &str); 2] =
    [("XX000", "connection marked as essential"), ("08006", "connection to the remote node")];
/// And of a shard that is being moved to another node.
const SHARD_IS_MOVING: (&str, &str) = ("XX000", "query on a shard");

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
        sqlx::Error::Database(raised) => fault_of(&Raised::of(&**raised)),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => {
            Some(WriteFault::Unreachable)
        }
        _ => None,
    }
}

/// What one of the databases says of a statement.
struct Raised<'a> {
    code: Cow<'a, str>,
    message: &'a str,
    constraint: Option<&'a str>,
}

impl<'a> Raised<'a> {
    fn of(raised: &'a dyn DatabaseError) -> Self {
        Self {
            code: raised.code().unwrap_or_default(),
            message: raised.message(),
            constraint: raised.constraint(),
        }
    }

    fn says(&self, (code, words): (&str, &str)) -> bool {
        self.code == code && self.message.contains(words)
    }

    /// Whether a node of a cluster that is not the one at the other end of the connection cannot be reached.
    fn is_of_another_node(&self) -> bool {
        ANOTHER_NODE_IS_GONE.into_iter().any(|gone| self.says(gone))
    }

    /// The value that another row has. PostgreSQL names the index, and through a shard only in its message and with the
    /// shard's number behind it; SQLite names the columns, in its message too.
    fn taken(&self) -> Option<UniqueValue> {
        let quoted = || self.message.split('"').nth(1).unwrap_or_default();
        let name = self.constraint.filter(|name| !name.is_empty()).unwrap_or_else(quoted);
        let whole = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let whole = if whole.len() == name.len() { name } else { whole.strip_suffix('_').unwrap_or(name) };
        let column = self.message.rsplit([',', ':', ' ']).next().unwrap_or_default();
        let is_named = |(_, index, last): &(UniqueValue, &str, &str)| {
            name == *index || whole == *index || column == *last
        };
        UNIQUE_VALUES.into_iter().find(is_named).map(|(value, ..)| value)
    }

    fn sorted(&self) -> Kind {
        let is_busy = matches!(sqlite_primary(&self.code), Some(primary::BUSY | primary::LOCKED));
        if fault_of(self).is_some() || self.is_of_another_node() {
            Kind::Unavailable
        } else if is_busy
            || CONTENDED.contains(&&*self.code)
            || self.code == DELETED_MEANWHILE
            || self.says(SHARD_IS_MOVING)
        {
            Kind::Contended
        } else if UNIQUE_VIOLATION.contains(&&*self.code) {
            self.taken().map_or(Kind::Failed, Kind::Taken)
        } else {
            Kind::Failed
        }
    }
}

/// The kinds of [`StoreError`] that a database can raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Unavailable,
    Contended,
    Taken(UniqueValue),
    Failed,
}

/// What an error says about the storage at the other end of the connection.
fn fault_of(raised: &Raised<'_>) -> Option<WriteFault> {
    if raised.is_of_another_node() { None } else { fault_of_code(&raised.code) }
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
            let raised = Raised::of(&**raised);
            match sqlite_primary(&raised.code) {
                Some(primary) => !matches!(
                    primary,
                    primary::ERROR
                        | primary::CONSTRAINT
                        | primary::MISMATCH
                        | primary::RANGE
                        | primary::TOOBIG
                ),
                None => fault_of(&raised) == Some(WriteFault::Unreachable),
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
            sqlx::Error::Database(raised) => match Raised::of(&**raised).sorted() {
                Kind::Unavailable => StoreError::Unavailable(error.to_string()),
                Kind::Contended => StoreError::Contended,
                Kind::Taken(value) => StoreError::Taken(value),
                Kind::Failed => StoreError::Failed(error.into()),
            },
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
            _ => StoreError::Failed(error.into()),
        },
        DbErr::Conn(_) => StoreError::Unavailable("the database cannot be opened".to_owned()),
        _ => StoreError::Failed(error.into()),
    }
}

/// The same for what a driver says of a statement.
pub fn driver_error(error: sqlx::Error) -> StoreError {
    store_error(DbErr::Query(RuntimeErr::SqlxError(error.into())))
}

/// A row that the code does not understand: a defect, never the caller's fault.
pub fn inconsistent(table: &'static str, what: impl std::fmt::Display) -> StoreError {
    StoreError::inconsistent(table, what)
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

    /// As the databases have said it, with what follows from it.
    #[test]
    fn what_the_databases_say_is_sorted() {
        for (code, message, kind) in [
            // SQLite.
            ("5", "database is locked", Kind::Contended),
            ("517", "database is locked", Kind::Contended),
            ("6", "database table is locked", Kind::Contended),
            ("13", "database or disk is full", Kind::Unavailable),
            (
                "2067",
                "UNIQUE constraint failed: stores.merchant_id, stores.code",
                Kind::Taken(UniqueValue::StoreCode),
            ),
            ("2067", "UNIQUE constraint failed: users.email_folded", Kind::Taken(UniqueValue::UserEmail)),
            (
                "2067",
                "UNIQUE constraint failed: customers.merchant_id, customers.external_id",
                Kind::Taken(UniqueValue::CustomerExternalId),
            ),
            ("1555", "UNIQUE constraint failed: stores.merchant_id, stores.id", Kind::Failed),
            ("787", "FOREIGN KEY constraint failed", Kind::Failed),
            ("275", "CHECK constraint failed: total >= 0", Kind::Failed),
            // PostgreSQL.
            ("55P03", "canceling statement due to lock timeout", Kind::Contended),
            ("40P01", "deadlock detected", Kind::Contended),
            ("57014", "canceling statement due to statement timeout", Kind::Contended),
            ("57P01", "terminating connection due to administrator command", Kind::Unavailable),
            ("53300", "sorry, too many clients already", Kind::Unavailable),
            (
                "23505",
                "duplicate key value violates unique constraint \"tags_name\"",
                Kind::Taken(UniqueValue::TagName),
            ),
            ("23505", "duplicate key value violates unique constraint \"stores_pkey\"", Kind::Failed),
            ("23514", "new row for relation \"tags\" violates check constraint \"tags_name\"", Kind::Failed),
            ("XX000", "cache lookup failed for relation 16402", Kind::Failed),
            // Citus.
            (
                "23505",
                "duplicate key value violates unique constraint \"customers_member_102102\"",
                Kind::Taken(UniqueValue::CustomerMember),
            ),
            (
                "23505",
                "duplicate key value violates unique constraint \"segments_name_102009\"",
                Kind::Taken(UniqueValue::SegmentName),
            ),
            (
                "40P01",
                "canceling the transaction since it was involved in a distributed deadlock",
                Kind::Contended,
            ),
            ("XX000", "failure on connection marked as essential: 127.0.0.1:9702", Kind::Unavailable),
            (
                "08006",
                "connection to the remote node postgres@127.0.0.1:9702 failed with the following error: \
                 Connection refused",
                Kind::Unavailable,
            ),
            ("XX000", "cannot execute a distributed query from a query on a shard", Kind::Contended),
            ("0A000", "set-valued function called in context that cannot accept a set", Kind::Failed),
        ] {
            let raised = Raised { code: code.into(), message, constraint: None };
            assert_eq!(raised.sorted(), kind, "{code}: {message}");
        }
        let named = Raised { code: "23505".into(), message: "", constraint: Some("users_email") };
        assert_eq!(named.sorted(), Kind::Taken(UniqueValue::UserEmail));
    }

    #[test]
    fn a_node_behind_the_connection_says_nothing_about_the_connection() {
        for (code, message, fault) in [
            ("08006", "connection to the remote node postgres@127.0.0.1:9702 failed", None),
            ("XX000", "failure on connection marked as essential: 127.0.0.1:9702", None),
            ("08006", "could not receive data from client", Some(WriteFault::Unreachable)),
        ] {
            assert_eq!(
                fault_of(&Raised { code: code.into(), message, constraint: None }),
                fault,
                "{message}"
            );
        }
    }
}

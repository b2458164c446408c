//! The wall between merchants.
//!
//! - A [`ReadTx`] or a [`WriteTx`] holds a [`regulars_kernel::Scope`] and is not a connection: it runs [`ScopedSql`] only, whose first
//!   parameter is always bound to the scope's merchant. Text that never compares `merchant_id` with `$1` does not
//!   compile.
//! - A platform table is reached by [`PlatformSql`] only, and text that names a merchant's table is not `PlatformSql`:
//!   that does not compile either. Members, cards and sign-in live there, behind a few audited calls.
//! - What a constant text leaves open (every table of a join, sub-queries) the integration tests close: they parse each
//!   statement that the suite runs and fail on a merchant's table that is not tied to `$1`.
//! - A query whose conditions depend on the request is a [`ScopedQuery`]: it begins with a [`ScopedSql`], or is tied to
//!   the merchant by one, and grows by a [`Condition`], whose text is made of constants only.
//! - The one look across merchants, at who has work that is due, is a [`CrossMerchantSql`]: a constant `SELECT` without
//!   locks that groups by merchant, made in one module only. What it finds is then worked on inside each merchant.
//! - Columns are named once, by the fields of a struct ([`RowColumns`]); the statements that write it are made of these names
//!   when they are compiled, and checked as constants like any other.
//! - Rows by the thousand go into a [`BulkTable`]; the wall itself puts the merchant in front of each.
//! - A function that gives rows stands in `FROM` ([`has_a_set_outside_from`]): elsewhere a shard refuses it. A constant
//!   text that breaks this does not compile; the integration tests hold every statement against it that the suite runs.
//! - The constructors are on clippy's list of disallowed methods: a statement is written beside the store that runs it,
//!   never in a handler.

mod bulk_table;
mod condition;
mod connection;
mod copy;
mod cross_merchant;
#[cfg(test)]
mod drivers_tests;
#[cfg(test)]
mod faults;
mod in_hand;
mod list;
mod open_transaction;
mod postgres_arguments;
mod query;
mod rare_values;
mod raw;
mod row;
mod row_columns;
mod sets;
mod sql_text;
mod sqlite_file;
mod statement;
mod statistics;
mod tables;
mod transaction;
mod write_pool;

pub(crate) use bulk_table::BulkTable;
pub(crate) use condition::Condition;
pub(crate) use connection::Connection;
pub(crate) use copy::CopyTransaction;
pub(crate) use cross_merchant::CrossMerchantSql;
pub(crate) use open_transaction::OpenTransaction;
pub(crate) use query::{QueryHead, ScopedQuery};
pub(crate) use raw::ConnectionSource;
pub(crate) use regulars_row_derive::{FromRow, RowColumns, in_reads_and_writes};
pub(crate) use row::{FromRow, Row, RowError};
pub(crate) use row_columns::{RowColumns, insert_into, insert_rows_into, select_from, update};
pub use sets::has_a_set_outside_from;
pub(crate) use sql_text::{JoinedText, Piece, length_of, sql_text};
pub(crate) use sqlite_file::SqliteFile;
pub(crate) use statement::{PlatformSql, ScopedSql, values};
pub(crate) use statistics::{analyze, vacuum_and_analyze};
pub use tables::{MERCHANT_TABLES, PLATFORM_TABLES};
pub(crate) use transaction::Sealing;
pub use transaction::{ReadTx, SystemTx, WriteTx};
pub(crate) use write_pool::WritePool;
#[cfg(test)]
pub(crate) use {faults::InjectedFault, open_transaction::Control};

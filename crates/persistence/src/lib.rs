//! The one crate that knows the database, and the wall between merchants.
//!
//! Read [`wall`] first: it is the trusted base. The other modules implement the store traits of the domain crates on
//! [`ReadTx`] and [`WriteTx`] (one merchant's data) and on [`SystemTx`] (the platform's tables), one folder per domain,
//! one file per resource. SQL is written out, because a statement that is read here is the statement that the database
//! runs and that `EXPLAIN` explains; sea-orm gives the pools, the values and the migrations of both databases.

mod actor;
mod database;
mod database_url;
mod error;
mod idempotency;
mod readiness;
mod reading;
mod sqlite_writer;
pub mod wall;
mod write_health;

mod analytics;
mod audit;
mod bulk_edits;
mod bulk_load;
mod carts;
mod companies;
mod consent;
mod customers;
mod data_exports;
mod deliveries;
mod due_work;
mod duplicates;
mod erasure;
mod events;
mod exports;
mod identity;
mod imports;
mod invoices;
mod jobs;
mod loyalty;
mod merging;
mod network;
mod newsletters;
mod page_weight;
mod purchases;
mod quota;
mod rewards;
mod segments;
mod service;
mod surveys;
mod texts_refresh;
mod timeline;

#[cfg(test)]
mod lost_writes;
#[cfg(test)]
mod trial;
#[cfg(test)]
mod write_lanes;

pub use bulk_load::{BulkLoad, LoadedCustomer, LoadedPurchase};
pub use data_exports::{TableTold, Told, coverage};
pub use database::{Database, DatabaseSettings};
pub use erasure::{Holds, TableEntry, personal_data_register};
pub use idempotency::{IdempotencyStore, KeptAnswer, KeyReservation};
pub use identity::adopt_merchants;
pub use imports::ImportChunk;
pub use readiness::NotReady;
pub use texts_refresh::{are_texts_old, refresh_texts};
pub use wall::{ReadTx, SystemTx, WriteTx};
pub use write_health::WriteFault;

//! What the use cases of this crate need from a store, one small trait for each concern.

mod audit;
mod counters;
mod ledger;
mod months;
mod packs;
mod reservations;

pub use audit::AuditStore;
pub use counters::CounterStore;
pub use ledger::QuotaLedgerStore;
pub use months::{MonthStore, Regulars};
pub use packs::PackStore;
pub use reservations::ReservationStore;

/// The quota of one merchant.
pub trait QuotaStore: MonthStore + PackStore + CounterStore + ReservationStore + QuotaLedgerStore {}
impl<T: MonthStore + PackStore + CounterStore + ReservationStore + QuotaLedgerStore> QuotaStore for T {}

//! What the use cases of this crate need from a store, one small trait for each concern.

mod audit;
mod counters;
mod ledger;
mod months;
mod packs;
mod reservations;

pub use audit::AuditReads;
pub use counters::CounterStore;
pub use ledger::{QuotaLedgerReads, QuotaLedgerStore};
pub use months::{MonthReads, MonthStore, Regulars};
pub use packs::{PackReads, PackStore};
pub use reservations::{ReservationReads, ReservationStore};

/// The quota of one merchant, as it is read.
pub trait QuotaReads: MonthReads + PackReads + ReservationReads + QuotaLedgerReads {}
impl<T: MonthReads + PackReads + ReservationReads + QuotaLedgerReads> QuotaReads for T {}

/// The quota of one merchant.
pub trait QuotaStore:
    QuotaReads + MonthStore + PackStore + CounterStore + ReservationStore + QuotaLedgerStore
{
}
impl<T: MonthStore + PackStore + CounterStore + ReservationStore + QuotaLedgerStore> QuotaStore for T {}

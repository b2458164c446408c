//! The e-mail quota: how many messages a merchant may still send, and where each unit went.
//!
//! Units come from two kinds of [`Counter`]: the monthly grant, which ends with its month, and packs, which never
//! expire. A send reserves for its whole audience ([`reserve()`]), monthly units first, then the oldest pack; as
//! messages leave or fail, the reservation is settled ([`settle()`]). Each step is written to an append-only ledger
//! from which every counter can be rebuilt ([`reconcile()`]).
//!
//! A counter is guarded by one conditional change in the store, never by reading it first. Every use case locks in the
//! same order (the reservation, then months by date, then packs by id), so that two of them cannot wait for each other.
//!
//! Knows neither HTTP nor the database, nor what a newsletter is. "Month" is the merchant's own.

mod available;
mod balance;
mod counter;
mod entry;
mod give_back;
mod grant_packs;
mod month;
mod open_month;
mod order_packs;
mod pack;
mod plan;
mod reconcile;
mod record;
mod reservation;
mod reserve;
mod settle;
mod share;
mod spender;
mod store;
mod take_test_sends;
mod use_units;

#[cfg(test)]
mod memory_store;
#[cfg(test)]
mod properties;

pub use available::{AvailableQuota, MonthlyQuota, TestQuota, available};
pub use balance::Balance;
pub use counter::{Counter, InvalidCounter};
pub use entry::{EntryKind, EntrySource, InvalidEntry, QuotaEntry};
pub use give_back::give_back;
pub use grant_packs::{GrantedPacks, grant_packs};
pub use month::QuotaMonth;
pub use open_month::open_month;
pub use order_packs::order_packs;
pub use pack::{PACK_SIZE, PackCount, QuotaPack, QuotaPackOrder};
pub use plan::QuotaPlan;
pub use reconcile::{Discrepancy, reconcile};
pub use reservation::{Reservation, ReservationPart};
pub use reserve::{QuotaExhausted, ReserveError, Reserved, reserve};
pub use settle::{SettleError, Settled, Settlement, settle};
pub use spender::{InvalidSpender, Spender};
pub use store::{
    AuditReads, CounterStore, MonthReads, MonthStore, PackReads, PackStore, QuotaLedgerReads,
    QuotaLedgerStore, QuotaReads, QuotaStore, Regulars, ReservationReads, ReservationStore,
};
pub use take_test_sends::{TakeTestSendsError, TestSendsExhausted, take_test_sends};
pub use use_units::use_units;

//! The ledger of points: accounts, lots and operations.
//!
//! Every operation is one line of the account's ledger whose parts and its counterpart add up to zero; it is never changed.
//! Points lie in lots, each with where it came from and when it expires; a balance is their sum, kept beside them. What is due
//! by time (a lot that becomes available, or expires) is written when the account is next touched, and is reckoned with
//! before whenever it is read: nothing hangs on a job that runs in time.

mod absorb;
pub mod account;
pub mod adjust_points;
pub mod audit_points;
pub(crate) mod credit;
pub mod decide_adjustment;
mod due;
mod give_back;
pub mod kept_earning;
pub mod liability;
mod line;
pub mod lot;
pub mod open_account;
pub mod operation;
pub mod overview_store;
pub mod pending_adjustment;
pub mod posting;
mod recorded;
pub mod request_adjustment;
pub mod reservation;
mod reserve;
pub mod reserve_points;
pub mod spend;
pub mod store;
pub mod take_back;
#[cfg(test)]
mod tests;
pub mod told_rules;
mod transfer;
pub mod transfer_points;
pub mod undo_accrual;

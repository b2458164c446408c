//! Simulations over the receipts of the past: what another configuration of a programme would have given for them.
//!
//! A job reads the receipts customer by customer, so that what caps count is at hand and nothing has to be kept but sums. Nothing is
//! written to the ledger.

pub mod cancel_simulation;
pub mod past_receipt;
pub mod request_simulation;
pub mod simulate_customers;
mod simulated_side;
pub mod simulation_job;
pub mod store;

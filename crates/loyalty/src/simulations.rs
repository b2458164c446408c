//! Simulations: what another configuration of a programme would have given for the receipts of the past.
//!
//! Nothing is given. A job reads the receipts customer by customer; what each of them would have had on both sides is added up
//! here, and is the same in whatever pieces it is added.

pub mod found;
pub mod simulation;
pub mod store;

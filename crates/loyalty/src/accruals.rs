//! Points that many members are given at once, and that can be taken back exactly.
//!
//! Who is meant is frozen when an accrual begins. `credit_some` gives the next of them what it gives, and `undo_some` takes it back;
//! either is one transaction with how far the accrual is.

pub mod accrual;
pub mod credit_some;
pub mod foreseen;
pub mod moved_alone;
mod recorded;
pub mod result;
pub mod store;
pub mod undo_some;

//! What staff write down of being in touch with a customer.

pub mod change;
pub mod delete;
pub mod find_for_change;
pub mod interaction;
pub mod log;
mod recorded;
pub mod store;

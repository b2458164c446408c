//! Prices that were agreed upon with companies.

pub(crate) mod add;
pub(crate) mod agreement;
pub(crate) mod change;
pub(crate) mod discount;
pub(crate) mod in_force;
mod recorded;
pub(crate) mod remove;
pub(crate) mod store;

//! Customers who work for companies.

pub(crate) mod add;
pub(crate) mod change;
pub(crate) mod employment;
pub(crate) mod find_for_change;
mod recorded;
pub(crate) mod remove;
pub(crate) mod store;

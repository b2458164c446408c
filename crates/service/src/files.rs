//! Files and documents that are attached to customers.

pub(crate) mod add;
pub(crate) mod delete;
pub(crate) mod file;
pub(crate) mod find_for_change;
mod recorded;
pub(crate) mod rename;
pub(crate) mod store;

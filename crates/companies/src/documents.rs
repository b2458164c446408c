//! The register of documents: contracts, orders, complaints, with the versions of their files.

pub(crate) mod add;
pub(crate) mod add_version;
pub(crate) mod change;
pub(crate) mod delete;
pub(crate) mod document;
pub(crate) mod find_for_change;
mod recorded;
pub(crate) mod store;

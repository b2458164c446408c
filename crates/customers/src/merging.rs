//! Several records of one person become one: what of whom stays, and what the merge moved.

pub(crate) mod combine;
pub(crate) mod merge;
pub(crate) mod store;

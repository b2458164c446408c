//! Whom a newsletter is meant for, and what the store knows of them.

pub(crate) mod picked;
pub(crate) mod store;
pub(crate) mod usage;

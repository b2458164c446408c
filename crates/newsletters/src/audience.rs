//! Whom a newsletter is meant for, and what the store knows of them.

mod as_json;
pub(crate) mod picked;
pub(crate) mod store;
pub(crate) mod usage;

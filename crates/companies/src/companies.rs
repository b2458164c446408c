//! Companies themselves.

pub(crate) mod change;
pub(crate) mod company;
pub(crate) mod create;
pub(crate) mod delete;
mod recorded;
pub(crate) mod search_text;
pub(crate) mod store;

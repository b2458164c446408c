//! How far an import is.

pub(crate) mod import;
pub(crate) mod state;

//! Rows as files.

pub(crate) mod table;
pub(crate) mod template;
pub(crate) mod write_error;

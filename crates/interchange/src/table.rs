//! Rows and cells as they come out of a file.

pub(crate) mod bounds;
pub(crate) mod cell;
pub(crate) mod formula;
pub(crate) mod list_cell;
pub(crate) mod problem;
pub(crate) mod profile;

//! Lists that are written into files: which columns there are, what they are called, and how far an export is.

pub(crate) mod column;
pub(crate) mod export;
pub(crate) mod out_cell;
pub(crate) mod part;
pub(crate) mod point_column;
pub(crate) mod purchase_column;
mod recorded;
pub(crate) mod store;
pub(crate) mod told_column;

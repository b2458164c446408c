//! Records that may be about one person: how alike they are, and which were said to be two.

pub(crate) mod dismiss;
pub(crate) mod find;
pub(crate) mod likeness;
pub(crate) mod store;

//! What a column means.

pub(crate) mod answers;
pub(crate) mod column;
pub(crate) mod date_order;
pub(crate) mod field;
pub(crate) mod headings;
pub(crate) mod layout;
pub(crate) mod options;
pub(crate) mod recognise;
pub(crate) mod remap;
pub(crate) mod stored;

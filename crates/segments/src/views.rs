//! Views: which columns of which customers in which order, under a name.

pub(crate) mod create_view;
pub(crate) mod delete_view;
mod recorded;
pub(crate) mod store;
pub(crate) mod update_view;
pub(crate) mod view;

//! Changes of many customers at once: what is changed, what becomes of each customer, and how it is undone.

pub(crate) mod born_changes;
pub(crate) mod changes;
pub(crate) mod check_changes;
pub(crate) mod edit;
pub(crate) mod edit_customers;
pub(crate) mod field;
pub(crate) mod given_changes;
pub(crate) mod image;
pub(crate) mod known_by;
pub(crate) mod look_at_customers;
pub(crate) mod plain_field;
pub(crate) mod plan;
pub(crate) mod result;
pub(crate) mod store;
pub(crate) mod take_back;
pub(crate) mod undo_customers;
pub(crate) mod vocabulary;

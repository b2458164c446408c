//! Changes of many customers at once, and what becomes of each customer.

mod changes_json;
mod edit_row;
mod forget;
mod freeze;
pub(crate) mod image_json;
mod items;
mod store;

//! Imports of customers: the file in parts, its rows, and what becomes of them.

mod columns_json;
pub(crate) mod erase;
mod forget;
mod import_row;
mod keys;
mod parts;
mod rows;
mod store;

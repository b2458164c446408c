//! Carts of shops: what a customer has put together, and what came of it.

pub mod cart;
pub mod cart_url;
pub mod change_settings;
pub mod delete_cart;
pub mod figures;
pub mod record_cart;
mod recorded;
pub mod settings;
pub mod store;

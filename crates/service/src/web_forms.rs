//! Forms by which people write to the merchant from a web site.

pub mod change;
pub mod create;
pub mod delete;
pub mod form;
pub mod key;
mod recorded;
pub mod store;

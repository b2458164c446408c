//! All that happened with a customer, whichever domain keeps it: one list, and parts of it.

pub mod company;
pub mod customer_card;
pub mod entry;
pub mod list;
pub mod store;

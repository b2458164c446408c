//! Complaints and requests of customers.

pub mod add_message;
pub mod case;
pub mod change;
pub mod message;
pub mod open;
mod recorded;
pub mod store;

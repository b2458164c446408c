//! A mailbox of the merchant's on another server, which is asked for mails from and to customers.

pub mod configure;
pub mod fetching;
pub mod mailbox;
mod recorded;
pub mod store;

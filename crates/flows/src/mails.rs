//! Mails that come from outside, and the customers whose they are.

pub mod file_fetched;
pub mod receive_mail;
pub mod store;

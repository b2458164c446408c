//! Mails from and to customers, which a mail server hands over or a mailbox is asked for.

pub mod delete;
pub mod drop;
pub mod file_mail;
pub mod find_for_change;
pub mod mail;
pub mod received;
mod recorded;
pub mod store;

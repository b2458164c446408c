//! What the mails have alike that one customer gets in the merchant's name: how they are kept, and what they become.

pub mod job;
pub mod letter;
pub mod written_mail;

//! Mails that come from outside, whoever made them.

mod bounds;
mod plain_text;
mod read_mail;

pub use bounds::UnreadableMail;
pub use read_mail::{read_mail, read_mail_head};

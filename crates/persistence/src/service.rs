//! What passes between a merchant and its customers besides purchases and newsletters.

mod cases;
mod files;
mod held_customer;
mod interactions;
mod mail_drops;
mod mail_head;
mod mailboxes;
mod mails;
mod web_forms;

pub(crate) use interactions::InteractionRow;
pub(crate) use mail_head::open_head;

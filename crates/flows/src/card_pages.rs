//! The page with a customer's card on the phone: the link to it, the mail with the link, and what it shows.

pub mod card_link;
pub mod card_mail;
mod card_to_show;
mod card_wording;
pub mod issue_card_link;
pub mod mail_card;
pub mod read_card_page;
pub mod shown_points;
pub mod store;
pub mod write_card_mail;

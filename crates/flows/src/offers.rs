//! Offers to companies, and the people whom they go to.

pub mod offer_link;
pub mod offer_mail;
mod offer_wording;
pub mod send_offer;
pub mod store;
pub mod write_offer_mail;

//! Members and cards of the network. They belong to the platform, not to a merchant: any card of a member works at
//! every merchant.
//!
//! Knows neither HTTP nor the database. What a merchant may do with members and cards is a flow over [`NetworkStore`].

mod card;
mod card_number;
mod issue_card;
mod member;
mod store;

pub use card::{Card, CardForm, CardStatus, InvalidCardStatus};
pub use card_number::{CardNumber, InvalidCardNumber};
pub use issue_card::{IssueCardError, NewCard, issue_card};
pub use member::Member;
pub use store::{NetworkReads, NetworkStore};

//! Members and cards of the network: tables of the platform, reached from inside a merchant's transaction by a few
//! calls, each of which is about one member or one card.

mod cards;
mod members;
mod store;

pub(crate) use cards::CardRow;
pub(crate) use members::MemberRow;

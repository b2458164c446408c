//! Segments, and the filter compiler: what a filter means, as a condition of SQL.
//!
//! [`Audience::compile`] turns a resolved filter into a condition on `customers c`. Everything that a caller sent goes in
//! as a value; the texts are constants of this crate. The reference is `regulars_filters::matches`, and a test holds the
//! two against each other over random filters and customers on both databases.

mod attribute_keys;
mod audience;
mod compile;
mod counts;
mod evaluate;
mod explain;
mod gate;
mod look;
mod reacted;
mod rfm;
mod stored;
mod tag_names;
mod views;

pub(crate) use attribute_keys::refresh_references;
pub(crate) use audience::Audience;
pub(crate) use compile::{born_on, condition_of};
pub(crate) use counts::Counts;
pub(crate) use gate::{Gate, email_questions, first_reason, grants, no_addresses, sms_questions, suppresses};
pub(crate) use rfm::StandingRow;

//! Random filters and records, for tests that compare another evaluation of filters with [`matches()`](crate::matches()).
//!
//! Filters and records draw on the same few values, and on the instants at which conditions change, so that they meet.
//! All of it is made for one present instant and one time zone: resolve the filters with [`calendar`] and [`now`].

mod filters;
mod pool;
mod records;

pub use filters::{filter, filter_with_references};
pub use pool::{
    attributes, calendar, campaigns, categories, companies, links, newsletters, now, positions_of,
    programmes, rewards, skus, stores, surveys, tags, untracked_newsletter,
};
pub use records::{record, records};

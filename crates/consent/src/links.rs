//! The links in messages: their tokens and the keys that sign them.

pub(crate) mod keys;
pub(crate) mod token;

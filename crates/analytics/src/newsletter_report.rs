//! How a newsletter fared.

pub(crate) mod outcome;
pub(crate) mod rates;

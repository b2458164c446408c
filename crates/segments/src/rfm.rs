//! RFM: how recently, how often and for how much a customer buys, as three scores from 1 to 5, and the class that a grid
//! makes of them.
//!
//! The table of eleven classes that everybody copies leaves 36 of 125 triples without a class and gives 42 more than one.
//! The grid here is over recency and the mean of the other two, and is total and disjoint.

pub(crate) mod cuts;
pub(crate) mod grid;
pub(crate) mod recompute;
pub(crate) mod set_settings;
pub(crate) mod settings;
pub(crate) mod standing;
pub(crate) mod store;

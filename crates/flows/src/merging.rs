//! Records of one person become one, and come apart again.

pub(crate) mod merge_cards;
pub(crate) mod merge_customers;
pub(crate) mod store;
mod told_of_survivor;
pub(crate) mod undo_merge;
mod unite_points;
mod unite_tiers;

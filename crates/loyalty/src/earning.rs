//! Earning: from a receipt and the rules of a programme to points, with the reasons.
//!
//! `evaluate` asks the rules one after the other. What one gives goes through `sale` (may it, and how much at most), `measured`
//! (which lines, and how much of each counts), `reckoned` (how many points that is) and `parts` (which line has how many of
//! them). All of it is reckoned in whole numbers of 128 bits and fractions of them; what does not fit gives nothing.

pub mod base;
mod base_of_lines;
pub mod budget;
pub mod budget_store;
pub mod cap;
pub mod circumstances;
pub mod condition;
mod cut;
pub mod effect;
pub mod evaluate;
pub(crate) mod fraction;
pub(crate) mod largest_remainder;
pub(crate) mod left_of_cap;
mod measured;
pub mod occasion;
pub mod occasion_terms;
mod parts;
pub mod receipt_facts;
mod reckoned;
pub mod rule;
mod sale;
#[cfg(test)]
pub(crate) mod sample;
pub mod selector;
mod stacking;
pub mod trigger;
pub mod validity;

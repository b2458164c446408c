//! Tiers: what a member has reached by what they bought, and what it brings.
//!
//! The tier of a member is reckoned from what counts on each day, with goods that came back taken off: nothing is added up
//! beside the receipts. What is kept is how they stood at the beginning of the period before the present one, from where all
//! is reckoned anew whenever it is asked. So what time alone brings about is there when it is read, a refund takes a tier
//! back that would not have been reached without it, and a late receipt still counts.

mod for_tier;
pub mod lock_tier;
pub mod member_tier;
pub mod period;
pub mod preview;
pub mod reckon;
pub(crate) mod recorded;
pub mod scheme;
pub mod set_tiers;
pub mod settle_due;
pub mod settle_uncounted;
pub mod store;
#[cfg(test)]
mod tests;
pub mod tier_code;
pub mod tier_days;
pub mod tier_move;
pub mod tiers_of_members;
mod unite;

//! Members invite others: their codes, who was invited by whom, and what both get for it.
//!
//! Somebody who registers with the code of a member is referred by them, for ever. The first receipt of the referred that is large
//! enough, in time, qualifies the referral; behind the time in which its goods may come back both are paid, or the referral is refused.

pub mod code;
pub mod facts;
pub mod obtain_code;
pub(crate) mod recorded;
pub mod referral;
pub mod scheme;
pub mod set_scheme;
pub mod settle_due;
pub mod store;
#[cfg(test)]
mod tests;

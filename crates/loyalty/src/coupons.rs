//! Coupons: campaigns and what they give, the codes by which they are had, and which coupons together are best for a customer.
//!
//! A code is looked at twice: `refusal` tells whether it may be used at all (state, store, time, limits, whose it is), and
//! `solve` what it takes off the lines of a receipt beside the other codes of that receipt.

pub mod batch;
pub mod campaign;
pub mod campaign_now;
pub mod change_campaign;
pub mod code;
pub mod code_prefix;
pub mod coupon_use;
pub mod create_campaign;
pub mod delete_campaign;
pub mod effect;
pub mod gift;
pub mod give_coupon;
mod given;
pub mod held_coupon;
pub mod import_codes;
pub mod line;
mod recorded;
pub mod refusal;
#[cfg(test)]
mod sample;
pub mod solve;
pub mod store;
pub mod taken_off;
pub mod void;
pub mod void_batch;
pub mod void_code;

//! Coupons where they meet receipts and segments: what they give, reservations and uses, and the making of codes.

mod basket;
pub mod free_on_refund;
pub mod make_codes;
pub mod offers_for_customer;
pub mod redeem_on_sale;
pub mod redeemed;
pub mod store;
pub mod use_coupon;
mod weigh_coupons;

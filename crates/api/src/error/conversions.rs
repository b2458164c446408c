//! What each use case's error is to a caller, one file per domain.

mod accruals;
mod bulk_edits;
mod carts;
mod companies;
mod confirmations;
mod consents;
mod coupons;
mod customers;
mod deletion;
mod erasures;
mod exports;
mod identity;
mod imports;
mod invoices;
mod members;
mod merges;
mod offers;
mod points;
mod programmes;
mod purchases;
mod readiness;
mod referrals;
mod rewards;
mod segments;
mod service;
mod surveys;

//! Erasing customers (GDPR, article 17). Receipts, the ledger of consents and the figures of newsletters stay, and are
//! nobody's; everything that says who somebody was goes, wherever it stands.

pub mod begin_deletion;
pub mod cancel_deletion;
pub mod deletion;
pub mod deletion_job;
mod end_loyalty;
pub mod erase_customer;
pub mod erase_some;
mod forget_import_rows;
pub mod grounds;
mod keep_objections;
mod person;
pub mod store;

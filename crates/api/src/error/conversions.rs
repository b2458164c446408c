//! What each use case's error is to a caller, one file per domain.

mod confirmations;
mod consents;
mod customers;
mod deletion;
mod identity;
mod imports;
mod members;
mod merges;
mod purchases;
mod readiness;
mod segments;

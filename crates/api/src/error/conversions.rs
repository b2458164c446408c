//! What each use case's error is to a caller, one file per domain.

mod consents;
mod customers;
mod identity;
mod members;
mod purchases;
mod segments;

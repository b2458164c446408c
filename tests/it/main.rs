//! The integration tests, in folders like the routes.

mod auth;
mod conventions;
mod customers;
mod dashboard;
mod purchases;
mod segments;
mod stores;

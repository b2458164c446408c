//! The integration tests, in folders like the routes.

mod auth;
mod consents;
mod conventions;
mod pages;
mod purchases;
mod stores;

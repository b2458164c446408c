//! The integration tests, in folders like the routes.

mod auth;
mod conventions;
mod purchases;
mod stores;

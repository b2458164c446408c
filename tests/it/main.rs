//! The integration tests, in folders like the routes.

mod auth;
mod conventions;
mod newsletters;
mod purchases;
mod stores;

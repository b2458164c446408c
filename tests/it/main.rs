//! The integration tests, in folders like the routes.

mod auth;
mod conventions;
mod media;
mod newsletters;
mod purchases;
mod stores;
mod templates;

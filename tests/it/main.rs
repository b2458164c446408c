//! The integration tests, in folders like the routes.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod access;
mod architecture;
mod auth;
mod catalogue;
mod conventions;
mod credentials;
mod document;
mod foreign_ids;
mod limits;
mod privacy;
mod stores;

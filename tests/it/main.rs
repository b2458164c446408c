//! The integration tests, in folders like the routes.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod api_keys;
mod auth;
mod cards;
mod conventions;
mod customers;
mod lookup;
mod members;
mod seed;
mod stores;
mod tags;
mod terminals;
mod users;

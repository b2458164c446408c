//! The integration tests, in folders like the routes.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod access;
mod api_keys;
mod architecture;
mod auth;
mod budgets;
mod cards;
mod catalogue;
mod consents;
mod conventions;
mod credentials;
mod customers;
mod dashboard;
mod document;
mod durability;
mod end_to_end;
mod foreign_ids;
mod keys;
mod limits;
mod lookup;
mod media;
mod members;
mod merchant;
mod newsletters;
mod pages;
mod privacy;
mod purchases;
mod quota;
mod sandbox;
mod seed;
mod segments;
mod stores;
mod tags;
mod templates;
mod terminals;
mod users;

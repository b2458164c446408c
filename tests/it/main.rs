//! The integration tests, in folders like the routes.

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
mod purchases;
mod stores;

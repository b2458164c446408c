//! The integration tests, in folders like the routes.

mod access;
mod architecture;
mod auth;
mod catalogue;
mod consents;
mod conventions;
mod credentials;
mod document;
mod foreign_ids;
mod limits;
mod pages;
mod privacy;
mod newsletters;
mod purchases;
mod stores;

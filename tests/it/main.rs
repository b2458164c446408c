//! The integration tests, in folders like the routes.

mod access;
mod api_keys;
mod architecture;
mod auth;
mod cards;
mod catalogue;
mod consents;
mod conventions;
mod credentials;
mod customers;
mod dashboard;
mod document;
mod foreign_ids;
mod limits;
mod lookup;
mod members;
mod newsletters;
mod pages;
mod privacy;
mod purchases;
mod seed;
mod segments;
mod stores;
mod tags;
mod terminals;
mod users;

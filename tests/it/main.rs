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
mod api_keys;
mod cards;
mod customers;
mod lookup;
mod members;
mod seed;
mod dashboard;
mod segments;
mod stores;
mod tags;
mod terminals;
mod users;

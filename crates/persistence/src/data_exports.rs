//! Exports of what is known of customers: their sealed parts, what is read for them that no other domain reads, and where
//! each column is told.

mod coverage;
mod coverage_of_loyalty;
mod coverage_of_purchases;
mod coverage_tables;
mod exports;
mod trace_places;
mod traces;
mod traces_of_carts;
mod traces_of_events;
mod traces_of_invoices;
mod traces_of_loyalty;
mod traces_of_messages;
mod traces_of_offers;
mod traces_of_referrals;
mod traces_of_rewards;
mod traces_of_service;
mod traces_of_surveys;

pub use coverage::{TableTold, Told};
pub use coverage_tables::coverage;

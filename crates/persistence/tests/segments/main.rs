//! Segments on real databases: SQLite always, and PostgreSQL where `TEST_DATABASE_URL` names a server.
#![cfg(test)]

mod attributes_migrated;
mod carts;
mod employments;
mod equality;
mod fixture;
mod gate;
mod insert;
mod invoices;
mod leaving;
mod points;
mod population;
mod reactions;
mod redemptions;
mod stored;
mod target_groups;

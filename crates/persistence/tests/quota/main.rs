//! The quota on a real database: always on a SQLite file, and on PostgreSQL too when `TEST_DATABASE_URL` names a server.
#![cfg(test)]

mod fixture;
mod months;
mod packs_and_ledger;
mod races;
mod spending;

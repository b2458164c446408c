//! The consent stores on SQLite, and on PostgreSQL where `TEST_DATABASE_URL` names a server.
#![cfg(test)]

mod fixture;
mod flows;
mod ledger;
mod texts_and_suppressions;

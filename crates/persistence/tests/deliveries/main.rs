//! Deliveries on SQLite, and on PostgreSQL where `TEST_DATABASE_URL` names a server.
#![cfg(test)]

mod channels;
mod fixture;
mod migrated;
mod reactions;

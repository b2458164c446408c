//! What the integration tests stand on: the real program on a database of its own, and a client that speaks HTTP.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod client;
mod database;
mod program;
mod watch;

pub use client::{Answer, Client};
pub use database::{TestDatabase, is_postgres};
pub use program::{Merchant, PASSWORD, Program, unique_email};
pub use watch::{Finding, watch_statements};

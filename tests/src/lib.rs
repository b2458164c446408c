//! What the integration tests stand on: the real program on a database of its own, and a client that speaks HTTP.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

mod answers;
mod callers;
mod client;
mod contents;
mod contract;
mod database;
mod dovecot;
mod picture;
mod process;
mod program;
mod raw;
mod test_times;
mod watch;

pub use answers::DECLARED;
pub use callers::{Callers, Mint};
pub use client::{Answer, Client};
pub use contents::Contents;
pub use contract::{Contract, Operation, Parameter, RequestBody};
pub use database::{TestDatabase, is_postgres};
pub use dovecot::Dovecot;
pub use picture::png;
pub use process::{Process, programs};
pub use program::{BEGINNING, Merchant, PASSWORD, Program, unique_email};
pub use raw::exchange;
pub use reqwest::Method;
pub use watch::{Canary, Finding, leaks_of, plant, watch_statements};

//! The store of purchases on a real database: SQLite in a temporary file, or PostgreSQL where `TEST_DATABASE_URL` is set.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

#[path = "purchases/fixture.rs"]
mod fixture;
#[path = "purchases/migrated.rs"]
mod migrated;
#[path = "purchases/races.rs"]
mod races;
#[path = "purchases/receipts.rs"]
mod receipts;
#[path = "purchases/refunds.rs"]
mod refunds;
#[path = "purchases/shuffled.rs"]
mod shuffled;
#[path = "purchases/who_is_meant.rs"]
mod who_is_meant;

//! The store of purchases on a real database: SQLite in a temporary file, or PostgreSQL where `TEST_DATABASE_URL` is set.

#[path = "purchases/ground.rs"]
mod ground;
#[path = "purchases/races.rs"]
mod races;
#[path = "purchases/receipts.rs"]
mod receipts;
#[path = "purchases/refunds.rs"]
mod refunds;
#[path = "purchases/shuffled.rs"]
mod shuffled;

//! Erasing customers: the traces that they leave outside of their records, erasures of many, and the list of every column
//! with what it holds about people.

mod deletions;
mod register;
mod traces;

pub use register::{Holds, TableEntry, personal_data_register};

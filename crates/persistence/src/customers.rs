//! Customers, their tags, and how they are found.

mod attributes;
mod brief;
mod details;
mod read;
mod row;
mod same_person;
mod search;
mod store;
mod tags;
pub(crate) mod who_is_meant;
mod write;

pub(crate) use read::records_after;
pub(crate) use write::{COLUMN_NAMES as CUSTOMER_COLUMN_NAMES, columns as customer_columns, folded_columns};

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::has_bought;

//! Customers, their tags, and how they are found.

mod attributes;
mod brief;
mod details;
mod read;
mod row;
mod search;
mod store;
mod tags;
mod write;

#[cfg(test)]
mod tests;

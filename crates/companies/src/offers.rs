//! Offers that are made to companies.

pub(crate) mod agree;
pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod decide;
pub(crate) mod delete;
pub(crate) mod find_for_change;
pub(crate) mod line;
pub(crate) mod mailed;
pub(crate) mod offer;
pub(crate) mod price_lines;
mod recorded;
pub(crate) mod revise;
pub(crate) mod send;
pub(crate) mod store;
pub(crate) mod withdraw;

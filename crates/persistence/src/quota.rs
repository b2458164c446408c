//! The quota: months and tests, packs and orders, counters, reservations, the ledger and the check of the books.

mod audit;
mod counters;
mod entries;
mod months;
mod orders;
mod packs;
mod part_row;
mod reservations;

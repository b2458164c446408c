//! Exports of what is known of customers: their sealed parts, and what is read for them that no other domain reads.

mod exports;
mod traces;

//! Whole programmes, by configuration alone, each with a table of worked receipts or invoices and the points to the unit.

mod fuel;
mod salon;
mod wholesaler;

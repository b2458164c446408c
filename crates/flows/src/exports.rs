//! Exports: lists of customers and purchases as files.

pub(crate) mod begin_export;
mod customer_cells;
mod customer_rows;
pub(crate) mod export_job;
pub(crate) mod export_rows;
pub(crate) mod forget_export;
pub(crate) mod keep_rows;
mod point_rows;
mod purchase_rows;
pub(crate) mod request;
pub(crate) mod store;
pub(crate) mod withdraw_exports;

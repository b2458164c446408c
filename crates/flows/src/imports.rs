//! Imports of customers: from a row of a file to a customer with consents.

mod address_standings;
mod answer_words;
mod attribute_of_cell;
pub(crate) mod begin_import;
pub(crate) mod change_import;
pub(crate) mod commit_import;
mod fill_customer;
pub(crate) mod import_job;
pub(crate) mod import_rows;
mod read_ahead;
mod refusals;
pub(crate) mod rehearse_rows;
pub(crate) mod row_image;
mod row_in_hand;
mod row_keys;
mod row_values;
pub(crate) mod store;
pub(crate) mod undo_import;
pub(crate) mod undo_rows;
mod values_of_row;
pub(crate) mod who_it_is;

//! Files as rows.

mod archive;
mod dense;
mod encoding;
mod excel_97;
mod open_document;
pub(crate) mod read;
mod separated;
mod separator;
mod value;
mod workbook;

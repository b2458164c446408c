//! Spreadsheets and CSV files as rows, within bounds of memory, and rows as files.
//!
//! A file is somebody else's: it may be damaged, locked, or made to fill the memory of whoever opens it. What it would unfold
//! to is looked at before a library unfolds it, and cells far away from the others are an answer, not an array.

mod reading;
mod writing;

#[cfg(test)]
mod tests;

pub use reading::read::{Found, ReadError, Stopped, read};
pub use writing::export_file::{FilePiece, lay_out, text_style};
pub use writing::export_part::{TextStyle, inflate_part, write_parts};
pub use writing::table::{WrittenTable, write_table};
pub use writing::template::{TemplateColumn, write_template};
pub use writing::write_error::SheetWriteError;

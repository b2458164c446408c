//! Rows as files.

pub(crate) mod export_file;
pub(crate) mod export_part;
pub(crate) mod table;
pub(crate) mod template;
pub(crate) mod write_error;
pub(crate) mod xml_text;

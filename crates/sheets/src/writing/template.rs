//! A workbook to fill in.

use rust_xlsxwriter::{DataValidation, Format, Workbook};

use super::write_error::SheetWriteError;

/// A column of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateColumn {
    /// Its heading.
    pub heading: String,
    /// What the example row says.
    pub example: String,
    /// What can be chosen; nothing, where anything can be written.
    pub choices: Vec<String>,
}

/// How many rows of a template offer their choices.
const PREPARED_ROWS: u32 = 10_000;

/// Writes a workbook with headings and one example row. Every cell is a text, so that zeros in front and long numbers stay.
pub fn write_template(sheet: &str, columns: &[TemplateColumn]) -> Result<Vec<u8>, SheetWriteError> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name(sheet)?;
    let text = Format::new().set_num_format("@");
    let bold = Format::new().set_bold().set_num_format("@");
    for (index, column) in (0..).zip(columns) {
        page.set_column_format(index, &text)?;
        page.set_column_width(index, column.heading.chars().count().max(12) as f64 + 2.0)?;
        page.write_string_with_format(0, index, &column.heading, &bold)?;
        page.write_string_with_format(1, index, &column.example, &text)?;
        if !column.choices.is_empty() {
            let offered = DataValidation::new().allow_list_strings(&column.choices)?;
            page.add_data_validation(1, index, PREPARED_ROWS, index, &offered)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(workbook.save_to_buffer()?)
}

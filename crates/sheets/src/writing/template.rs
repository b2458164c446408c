//! A workbook to fill in.

use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook};

use super::export_part::column_name;
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
            page.add_data_validation(1, index, PREPARED_ROWS, index, &offered(index, &column.choices)?)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    if columns.iter().any(|column| is_long(&column.choices)) {
        let lists = workbook.add_worksheet();
        lists.set_name(LISTS)?.set_hidden(true);
        for (index, column) in (0..).zip(columns).filter(|(_, column)| is_long(&column.choices)) {
            for (row, choice) in (0..).zip(&column.choices) {
                lists.write_string_with_format(row, index, choice, &text)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The sheet of lists that no cell has room for.
const LISTS: &str = "Lists";
/// The most letters of a list that stands in the cell itself, with the commas between its choices.
const SHORT_LIST: usize = 255;

/// Whether choices need a sheet of their own.
fn is_long(choices: &[String]) -> bool {
    let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
    length > SHORT_LIST || choices.iter().any(|choice| choice.contains([',', '"']))
}

fn offered(column: u16, choices: &[String]) -> Result<DataValidation, SheetWriteError> {
    if !is_long(choices) {
        return Ok(DataValidation::new().allow_list_strings(choices)?);
    }
    let name = column_name(usize::from(column));
    let list = format!("={LISTS}!${name}$1:${name}${}", choices.len());
    // Several choices, with commas between them, are written by hand.
    Ok(DataValidation::new().allow_list_formula(Formula::new(list)).show_error_message(false))
}

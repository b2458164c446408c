//! Rows as a file of the kind that they came in.

use encoding_rs::Encoding;
use regulars_interchange::{Cell, FileKind, guarded};
use rust_xlsxwriter::Workbook;

use super::write_error::SheetWriteError;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTable {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its kind.
    pub kind: FileKind,
}

/// Writes rows as a text with that separator in that encoding, or as a workbook. No cell is a formula. The older workbooks and those of
/// `LibreOffice` become workbooks of Excel, which both programs open.
pub fn write_table(
    dialect: Option<(char, &str)>,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<WrittenTable, SheetWriteError> {
    match dialect {
        Some((separator, encoding)) => {
            Ok(WrittenTable { bytes: write_text(separator, encoding, rows)?, kind: FileKind::Csv })
        }
        None => Ok(WrittenTable { bytes: write_workbook(rows)?, kind: FileKind::Xlsx }),
    }
}

fn write_text(
    separator: char,
    encoding: &str,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, SheetWriteError> {
    let separator = u8::try_from(separator).unwrap_or(b',');
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell.text().unwrap_or_default()).into_owned()))?;
    }
    let text = writer.into_inner().map_err(|error| SheetWriteError(error.to_string()))?;
    let text = String::from_utf8(text).map_err(|error| SheetWriteError(error.to_string()))?;
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    // Excel takes a text without this mark for one of its own code page.
    if encoding == encoding_rs::UTF_8 {
        return Ok(["\u{feff}", &text].concat().into_bytes());
    }
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        let is_little = encoding == encoding_rs::UTF_16LE;
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        return Ok(units
            .flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect());
    }
    let (bytes, _, lost) = encoding.encode(&text);
    // What the code page cannot write is written as UTF-8, which loses nothing.
    if lost { Ok(["\u{feff}", &text].concat().into_bytes()) } else { Ok(bytes.into_owned()) }
}

fn write_workbook(rows: impl Iterator<Item = Vec<Cell>>) -> Result<Vec<u8>, SheetWriteError> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet_with_constant_memory()?;
    for (number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Empty => {}
                // As a text it would be taken for what was meant when the file is sent again.
                Cell::Inexact(digits) => {
                    page.write_number(number, column, digits.parse().unwrap_or(f64::MAX))?;
                }
                Cell::Text(text) | Cell::Failed(text) | Cell::TooLong(text) => {
                    page.write_string(number, column, text)?;
                }
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

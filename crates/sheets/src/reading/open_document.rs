//! Spreadsheets of `LibreOffice`. A cell or a row says how often it repeats, and the library believes it: what would come of that
//! is added up first.

use std::io::{BufReader, Cursor};

use calamine::{Ods, OdsError, Reader};
use quick_xml::events::{BytesStart, Event};
use regulars_interchange::FileProblem;
use zip::ZipArchive;

use super::dense::{Extent, give};
use super::read::{ReadError, Take};

/// Reads the first sheet. The archive is within bounds already.
pub(crate) fn read(bytes: &[u8], take: Take<'_>) -> Result<(), ReadError> {
    check_repetitions(bytes)?;
    let mut document: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(problem)?;
    let range = document.worksheet_range_at(0).ok_or(FileProblem::Empty)?.map_err(problem)?;
    give(&range, take)
}

/// Walks over every sheet, because the library reads them all.
fn check_repetitions(bytes: &[u8]) -> Result<(), FileProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblem::Unreadable)?;
    let content = archive.by_name("content.xml").map_err(|_| FileProblem::Unreadable)?;
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut sheet = Sheet::default();
    let mut cells = 0;
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| FileProblem::Unreadable)? {
            Event::Start(tag) => sheet.begin(&tag, false)?,
            Event::Empty(tag) => sheet.begin(&tag, true)?,
            Event::Text(_) | Event::GeneralRef(_) => sheet.is_written(),
            Event::End(tag) => match tag.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => sheet.end_cell(),
                "table-row" => sheet.end_row(),
                "table" => {
                    cells += std::mem::take(&mut sheet).checked_cells()?;
                    if cells > Extent::MOST_CELLS {
                        return Err(FileProblem::TooLargeUnpacked);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// What has been walked over of a sheet.
#[derive(Default)]
struct Sheet {
    extent: Extent,
    rows_before: u64,
    row_repeats: u64,
    column: u64,
    cell_repeats: u64,
    cell_is_written: bool,
    last_written: Option<u64>,
}

impl Sheet {
    fn begin(&mut self, tag: &BytesStart<'_>, ends: bool) -> Result<(), FileProblem> {
        match tag.local_name().as_ref() {
            "table-row" => {
                self.row_repeats = repeats(tag, "number-rows-repeated")?;
                (self.column, self.last_written) = (0, None);
                if ends {
                    self.end_row();
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.cell_repeats = repeats(tag, "number-columns-repeated")?;
                self.cell_is_written = tag.attributes().flatten().any(|attribute| {
                    matches!(attribute.key.local_name().as_ref(), "value" | "value-type" | "formula")
                });
                if ends {
                    self.end_cell();
                }
            }
            _ => {}
        }
        Ok(())
    }

    const fn is_written(&mut self) {
        self.cell_is_written = true;
    }

    fn end_cell(&mut self) {
        self.column = self.column.saturating_add(self.cell_repeats);
        if self.cell_is_written {
            self.last_written = Some(self.column.saturating_sub(1));
        }
    }

    fn end_row(&mut self) {
        self.rows_before = self.rows_before.saturating_add(self.row_repeats);
        if let Some(column) = self.last_written {
            self.extent.reach(self.rows_before.saturating_sub(1), column);
        }
    }

    fn checked_cells(self) -> Result<u64, FileProblem> {
        self.extent.check()?;
        Ok(self.extent.cells())
    }
}

/// How often a row or cell repeats.
fn repeats(tag: &BytesStart<'_>, attribute: &str) -> Result<u64, FileProblem> {
    let found = tag.attributes().flatten().find(|found| found.key.local_name().as_ref() == attribute);
    let Some(found) = found else { return Ok(1) };
    // No sheet has more rows or columns than this.
    found.value.parse::<u32>().map(u64::from).map_err(|_| FileProblem::Unreadable)
}

fn problem(error: OdsError) -> FileProblem {
    match error {
        OdsError::Password => FileProblem::Locked,
        _ => FileProblem::Unreadable,
    }
}

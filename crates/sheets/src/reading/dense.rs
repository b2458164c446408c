//! Sheets that the library holds as a rectangle of cells.

use calamine::{Data, Range};
use regulars_interchange::{Cell, FileProblem, MAX_COLUMNS, MAX_ROWS, StagedRow};

use super::read::{ReadError, Take};
use super::value::cell_of;
use super::workbook::put;

/// How far the cells of a sheet reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    rows: u64,
    columns: u64,
}

impl Extent {
    /// The most cells of a rectangle, which take some 64 MiB.
    pub(crate) const MOST_CELLS: u64 = 2_000_000;

    /// How many cells the rectangle has.
    pub(crate) const fn cells(self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }

    /// A cell in which something is written, from 0.
    pub(crate) fn reach(&mut self, row: u64, column: u64) {
        self.rows = self.rows.max(row.saturating_add(1));
        self.columns = self.columns.max(column.saturating_add(1));
    }

    /// Whether the rectangle fits into memory.
    pub(crate) fn check(self) -> Result<(), FileProblem> {
        if self.columns > MAX_COLUMNS as u64 {
            Err(FileProblem::TooManyColumns)
        } else if self.rows > MAX_ROWS + 1 {
            Err(FileProblem::TooManyRows)
        } else if self.cells() > Self::MOST_CELLS {
            Err(FileProblem::TooLargeUnpacked)
        } else {
            Ok(())
        }
    }
}

/// Gives the rows of a rectangle.
/// What `LibreOffice` shows where a formula gave no value; its own files have it as a text.
const FAILURES: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

fn without_failure(cell: Cell) -> Cell {
    match cell {
        Cell::Text(text) if FAILURES.contains(&text.as_str()) || is_numbered_failure(&text) => {
            Cell::Failed(text)
        }
        cell => cell,
    }
}

fn is_numbered_failure(text: &str) -> bool {
    text.strip_prefix("Err:")
        .is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

pub(crate) fn give(range: &Range<Data>, take: Take<'_>) -> Result<(), ReadError> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (index, cells) in range.rows().enumerate() {
        let mut row = StagedRow { number: u64::from(first_row) + index as u64 + 1, cells: Vec::new() };
        for (column, value) in (first_column..).zip(cells) {
            let value = without_failure(cell_of(value));
            if !value.is_empty() {
                put(&mut row.cells, column, value)?;
            }
        }
        take(row)?;
    }
    Ok(())
}

//! Workbooks of Excel since 2007, read as they come.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use regulars_interchange::{Cell, FileProblem, MAX_COLUMNS, MAX_ROWS, StagedRow};

use super::read::{ReadError, Take};
use super::value::cell_of_ref;
use crate::writing::xml_text::without_marks;

/// Reads the first sheet. The archive is within bounds already.
pub(crate) fn read(bytes: &[u8], take: Take<'_>) -> Result<(), ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(problem)?;
    let name = workbook.sheet_names().first().cloned().ok_or(FileProblem::Empty)?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(problem)?;
    let mut row = StagedRow { number: 0, cells: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(problem)? {
        let value = match cell.get_value() {
            DataRef::String(text) => Cell::of(&without_marks(text)),
            DataRef::SharedString(text) => Cell::of(&without_marks(text)),
            other => cell_of_ref(other),
        };
        if value.is_empty() {
            continue;
        }
        let (at_row, at_column) = cell.get_position();
        let number = u64::from(at_row) + 1;
        if number > MAX_ROWS + 1 {
            return Err(FileProblem::TooManyRows.into());
        }
        if number < row.number {
            return Err(FileProblem::Unreadable.into());
        }
        if number > row.number {
            let full = std::mem::replace(&mut row, StagedRow { number, cells: Vec::new() });
            take(full)?;
        }
        put(&mut row.cells, at_column, value)?;
    }
    take(row)
}

/// Puts a cell into its column.
pub(crate) fn put(cells: &mut Vec<Cell>, column: u32, value: Cell) -> Result<(), FileProblem> {
    let column = usize::try_from(column).map_err(|_| FileProblem::TooManyColumns)?;
    if column >= MAX_COLUMNS {
        return Err(FileProblem::TooManyColumns);
    }
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = value;
    }
    Ok(())
}

fn problem(error: XlsxError) -> FileProblem {
    match error {
        XlsxError::Password => FileProblem::Locked,
        _ => FileProblem::Unreadable,
    }
}

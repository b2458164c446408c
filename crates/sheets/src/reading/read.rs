//! Reads a file of any kind, row by row.

use std::panic::{AssertUnwindSafe, catch_unwind};

use regulars_interchange::{FileKind, FileProblem, MAX_COLUMNS, MAX_ROWS, StagedRow};

use super::{excel_97, open_document, separated, workbook};

/// What kind of file it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The kind.
    pub kind: FileKind,
    /// The separator and the encoding of a text.
    pub dialect: Option<(char, String)>,
}

/// Whoever takes the rows takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// Why reading ended before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file is no table.
    Problem(FileProblem),
    /// Whoever takes the rows takes no more.
    Stopped,
}

impl From<FileProblem> for ReadError {
    fn from(problem: FileProblem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Stopped> for ReadError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Who takes rows.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(StagedRow) -> Result<(), Stopped>;

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Gives every row of the first sheet to `sink`, if something is written in it, the headings first. The kind of the file is
/// found in its bytes, not in its name.
pub fn read(bytes: &[u8], sink: Sink<'_>) -> Result<Found, ReadError> {
    let mut bounded = Bounded { sink, rows: 0 };
    let mut take = |row: StagedRow| bounded.take(row);
    if bytes.starts_with(ZIP) {
        let kind = super::archive::kind_of(bytes)?;
        match kind {
            FileKind::Ods => caught(|| open_document::read(bytes, &mut take))?,
            _ => caught(|| workbook::read(bytes, &mut take))?,
        }
        return Ok(Found { kind, dialect: None });
    }
    if bytes.starts_with(COMPOUND) {
        caught(|| excel_97::read(bytes, &mut take))?;
        return Ok(Found { kind: FileKind::Xls, dialect: None });
    }
    let dialect = separated::read(bytes, &mut take)?;
    Ok(Found { kind: FileKind::Csv, dialect: Some(dialect) })
}

/// A library that trips over a broken workbook has found that it is broken.
fn caught(read: impl FnOnce() -> Result<(), ReadError>) -> Result<(), ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(FileProblem::Unreadable.into()))
}

/// Who takes rows within bounds.
pub(crate) type Take<'a> = &'a mut dyn FnMut(StagedRow) -> Result<(), ReadError>;

struct Bounded<'a> {
    sink: Sink<'a>,
    rows: u64,
}

impl Bounded<'_> {
    fn take(&mut self, mut row: StagedRow) -> Result<(), ReadError> {
        while row.cells.last().is_some_and(regulars_interchange::Cell::is_empty) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        if row.cells.len() > MAX_COLUMNS {
            return Err(FileProblem::TooManyColumns.into());
        }
        self.rows += 1;
        if self.rows > MAX_ROWS + 1 {
            return Err(FileProblem::TooManyRows.into());
        }
        Ok((self.sink)(row)?)
    }
}
